using System.Globalization;
using ImageGen.Volcengine.Simulator.Inputs;
using ImageGen.Volcengine.Simulator.Visual;

namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>The tasks that can still be asked for, and the ledger of all that were paid for.</summary>
internal sealed class TaskBook : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Submission> _tasks = new(StringComparer.Ordinal);
    private readonly Queue<Submission> _byAge = new();
    private readonly List<SimulatedTask> _unfinished = [];
    private readonly Ledger _ledger = new();
    private readonly SimulatorOptions _options;
    private readonly SimulatorState _state;
    private readonly TimeProvider _time;
    private readonly Journal? _journal;
    private long _lastId;

    public TaskBook(SimulatorOptions options, SimulatorState state, InputStore inputs, TimeProvider time)
    {
        (_options, _state, _time) = (options, state, time);
        if (options.StatePath is not { } path)
            return;
        Journal.Read(path, Replay);
        Forget();
        inputs.Retain(_byAge.SelectMany(submission => submission.Task.Inputs).Select(input => input.Sha256).ToHashSet(StringComparer.Ordinal));
        _journal = Journal.Rewrite(path, Snapshot());
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes an order: from here on it is paid for, whatever the caller hears.</summary>
    /// <exception cref="EnvelopeException">The access key has too many unfinished tasks.</exception>
    public Submission Accept(TaskOrder order, string accessKey, string requestId)
    {
        var settings = _state.Settings;
        lock (_lock)
        {
            Forget();
            var now = Now;
            _unfinished.RemoveAll(task => task.DoneAt <= now);
            if (order.Api != TaskOrder.Ark && settings.MaxConcurrency > 0
                && _unfinished.Count(task => task.AccessKey == accessKey) >= settings.MaxConcurrency)
            {
                throw new EnvelopeException(BusinessCode.Concurrency, "Request Has Reached API Concurrent Limit, Please Try Later");
            }

            var startsAt = now + settings.QueueMs;
            var doneAt = startsAt + Random.Shared.Next(settings.GenerateMinMs, settings.GenerateMaxMs + 1);
            var submission = new Submission(new SimulatedTask(
                NextId(now), requestId, accessKey, order.Model, order.Prompt, order.Width, order.Height,
                order.Seed ?? Random.Shared.NextInt64(), order.Images, now, startsAt, doneAt, order.Api)
            {
                Inputs = order.Inputs,
                Margins = order.Margins,
            });
            Add(submission);
            _ledger.Add(submission);
            _journal?.Write(new JournalLine { Accepted = submission.Task });
            return submission;
        }
    }

    public void MarkAnswered(Submission submission)
    {
        lock (_lock)
        {
            submission.Answered = true;
            _journal?.Write(new JournalLine { Answered = submission.Task.TaskId });
        }
    }

    /// <param name="pictures">How many have been sent by now.</param>
    public void MarkDelivered(Submission submission, int pictures)
    {
        lock (_lock)
        {
            (submission.Answered, submission.Delivered) = (true, pictures);
            _journal?.Write(new JournalLine { Answered = submission.Task.TaskId, Delivered = pictures });
        }
    }

    /// <summary>Ends a task before it is done.</summary>
    /// <returns>False where it is done or was ended before.</returns>
    public bool Cancel(SimulatedTask task)
    {
        lock (_lock)
        {
            if (PhaseOf(task) is not (TaskPhase.InQueue or TaskPhase.Generating))
                return false;
            _tasks[task.TaskId].Canceled = true;
            _unfinished.Remove(task);
            _journal?.Write(new JournalLine { Canceled = task.TaskId });
            return true;
        }
    }

    /// <summary>The task of that id, where that access key submitted it.</summary>
    public SimulatedTask? Find(string taskId, string accessKey) => Find(taskId) is { } task && task.AccessKey == accessKey ? task : null;

    /// <summary>The task of that id, or null.</summary>
    public SimulatedTask? Find(string taskId)
    {
        lock (_lock)
            return _tasks.TryGetValue(taskId, out var found) && Now - found.Task.SubmittedAt < ForgetAfter ? found.Task : null;
    }

    public TaskPhase PhaseOf(SimulatedTask task)
    {
        lock (_lock)
        {
            if (_tasks.GetValueOrDefault(task.TaskId)?.Canceled == true)
                return TaskPhase.NotFound;
        }

        var now = Now;
        if (now - task.SubmittedAt >= _options.TaskLife.TotalMilliseconds)
            return TaskPhase.Expired;
        return now >= task.DoneAt ? TaskPhase.Done : now >= task.StartsAt ? TaskPhase.Generating : TaskPhase.InQueue;
    }

    /// <summary>The number of all submissions, and those still listed whose prompt is the given one, oldest first.</summary>
    public (long Total, IReadOnlyList<Submission> Submissions) ReadLedger(string? prompt)
    {
        lock (_lock)
        {
            var listed = _ledger.Kept.Where(submission => prompt is null || submission.Task.Prompt == prompt).ToList();
            return (prompt is null ? _ledger.Total : listed.Count, listed);
        }
    }

    /// <summary>Empties the ledger. Tasks live on.</summary>
    public void ClearLedger()
    {
        lock (_lock)
        {
            _ledger.Clear();
            _journal?.Write(new JournalLine { Cleared = true });
        }
    }

    public void Dispose() => _journal?.Dispose();

    private double ForgetAfter => 2 * _options.TaskLife.TotalMilliseconds;

    private void Add(Submission submission)
    {
        _tasks[submission.Task.TaskId] = submission;
        _byAge.Enqueue(submission);
        _unfinished.Add(submission.Task);
    }

    private void Forget()
    {
        while (_byAge.TryPeek(out var oldest) && Now - oldest.Task.SubmittedAt >= ForgetAfter)
            _tasks.Remove(_byAge.Dequeue().Task.TaskId);
    }

    // Like the provider's: a decimal number of 19 digits that grows with time.
    private string NextId(long now)
    {
        _lastId = Math.Max((now << 22) | (uint)Random.Shared.Next(1 << 22), _lastId + 1);
        return _lastId.ToString(CultureInfo.InvariantCulture);
    }

    private void Replay(JournalLine line)
    {
        if (line.Accepted is { } task)
        {
            var submission = new Submission(task);
            Add(submission);
            _ledger.Add(submission);
        }

        if (line.Answered is { } taskId && _tasks.TryGetValue(taskId, out var answered))
            (answered.Answered, answered.Delivered) = (true, line.Delivered);
        if (line.Canceled is { } endedId && _tasks.TryGetValue(endedId, out var ended))
            ended.Canceled = true;
        if (line.Cleared)
            _ledger.Clear();
        _ledger.AddUnlisted(line.Unlisted);
    }

    // Tasks that the ledger no longer lists come first and are then cleared from it.
    private IEnumerable<JournalLine> Snapshot()
    {
        var listed = _ledger.Kept.ToHashSet();
        var unlisted = _byAge.Where(submission => !listed.Contains(submission));
        foreach (var line in unlisted.SelectMany(Lines))
            yield return line;
        yield return new JournalLine { Cleared = true };
        yield return new JournalLine { Unlisted = _ledger.Total - listed.Count };
        foreach (var line in _ledger.Kept.SelectMany(Lines))
            yield return line;
    }

    private static IEnumerable<JournalLine> Lines(Submission submission)
    {
        yield return new JournalLine { Accepted = submission.Task };
        if (submission.Answered)
            yield return new JournalLine { Answered = submission.Task.TaskId, Delivered = submission.Delivered };
        if (submission.Canceled)
            yield return new JournalLine { Canceled = submission.Task.TaskId };
    }
}
