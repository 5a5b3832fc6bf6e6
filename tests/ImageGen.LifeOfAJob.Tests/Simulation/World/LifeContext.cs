namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>
/// Keeps all code of a life on the thread that lives it, so that the same seed gives the same life. What happens from outside, such as
/// an answer or a timer, happens without a context: what does not ask for one goes on at once, what does is posted here.
/// </summary>
internal sealed class LifeContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = [];
    private readonly int thread = Environment.CurrentManagedThreadId;

    /// <summary>Where something went on elsewhere: then nothing is certain any more. Null while all is here.</summary>
    public string? WasLeftBy { get; private set; }

    public bool IsOver { get; set; }

    public bool IsHere
    {
        get
        {
            if (thread == Environment.CurrentManagedThreadId)
                return true;
            // When it is over, the garbage collector may still touch what was left of it.
            if (!IsOver)
                WasLeftBy ??= Environment.StackTrace;
            return false;
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsHere)
            posted.Enqueue((d, state));
        else if (!IsOver)
            WasLeftBy = $"{(state as Delegate)?.Target} {WasLeftBy}";
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs code of the world's inhabitants.</summary>
    public void Run(Action inside)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            inside();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Lets something happen from outside: whoever waits for it without wanting a context goes on at once.</summary>
    public static void RunOutside(Action outside)
    {
        var before = Current;
        SetSynchronizationContext(null);
        try
        {
            outside();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs what was posted, until nothing goes on any more.</summary>
    public void Pump()
    {
        while (posted.TryDequeue(out var work))
            Run(() => work.Callback(work.State));
    }
}
