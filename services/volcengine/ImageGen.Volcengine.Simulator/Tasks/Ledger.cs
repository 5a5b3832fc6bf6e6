namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>Every submission that was accepted, and so would have been paid for. Callers hold the book's lock.</summary>
internal sealed class Ledger
{
    private const int MaxKept = 200_000;
    private readonly Queue<Submission> _kept = new();

    /// <summary>All submissions, also those too old to be listed.</summary>
    public long Total { get; private set; }

    public IEnumerable<Submission> Kept => _kept;

    public void Add(Submission submission)
    {
        Total++;
        _kept.Enqueue(submission);
        if (_kept.Count > MaxKept)
            _kept.Dequeue();
    }

    public void AddUnlisted(long count) => Total += count;

    public void Clear()
    {
        Total = 0;
        _kept.Clear();
    }
}
