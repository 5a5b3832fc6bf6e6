namespace ImageGen.Volcengine.Admission;

/// <summary>
/// A place that was taken. Disposed of, it is given back, whatever has happened meanwhile; unless a submission went out in it that may have
/// started something.
/// </summary>
/// <param name="slot">Null where tasks at a time are not limited.</param>
/// <param name="leave">Gives it back; never fails.</param>
internal sealed class Permit(Opening opening, string submitId, string? slot, Func<Permit, Task> leave) : IAsyncDisposable
{
    private bool kept;

    public Opening Opening => opening;

    public string SubmitId => submitId;

    public string? Slot => slot;

    /// <summary>A submission went out in it, so that whoever was to try has tried.</summary>
    public bool Used { get; private set; }

    /// <summary>From here on the provider may be working in it: whoever sees the task end frees the slot.</summary>
    public void Use() => Used = kept = true;

    /// <summary>The submission surely started nothing that goes on.</summary>
    public void Free() => kept = false;

    public async ValueTask DisposeAsync()
    {
        if (!kept)
            await leave(this);
    }
}
