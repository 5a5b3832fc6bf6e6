namespace ImageGen.Volcengine.Limits;

/// <summary>
/// A place that was taken. Disposed of, it is given back, whatever has happened meanwhile; unless the provider may be working in it.
/// </summary>
/// <param name="slot">Null where tasks at a time are not limited.</param>
/// <param name="leave">Gives it back; never fails.</param>
internal sealed class Admission(Opening opening, string submitId, string? slot, Func<Admission, Task> leave) : IAsyncDisposable
{
    private bool kept;

    public Opening Opening => opening;

    public string SubmitId => submitId;

    public string? Slot => slot;

    /// <summary>A submission went out in it, so that whoever was to try has tried.</summary>
    public bool Used { get; private set; }

    public void Use() => Used = true;

    /// <summary>What runs at the provider, or may run, keeps its slot: whoever sees the task end frees it.</summary>
    public void Keep() => kept = true;

    public async ValueTask DisposeAsync()
    {
        if (!kept)
            await leave(this);
    }
}
