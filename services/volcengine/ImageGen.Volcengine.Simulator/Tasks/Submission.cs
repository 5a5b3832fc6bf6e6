namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>A task as the ledger sees it: paid for, and answered or not.</summary>
internal sealed class Submission(SimulatedTask task)
{
    private volatile bool _answered;

    public SimulatedTask Task => task;

    /// <summary>True when the caller was sent the task's id.</summary>
    public bool Answered
    {
        get => _answered;
        set => _answered = value;
    }
}
