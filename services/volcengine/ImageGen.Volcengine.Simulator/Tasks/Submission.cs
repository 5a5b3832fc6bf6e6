namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>A task as the ledger sees it: paid for, and answered or not.</summary>
internal sealed class Submission(SimulatedTask task)
{
    private volatile bool _answered;

    public SimulatedTask Task => task;

    /// <summary>Ended by its caller before it was done.</summary>
    public bool Canceled { get; set; }

    /// <summary>How many pictures the caller of a synchronous call was sent.</summary>
    public int Delivered { get; set; }

    /// <summary>True when the caller was sent the task's id, or a picture.</summary>
    public bool Answered
    {
        get => _answered;
        set => _answered = value;
    }
}
