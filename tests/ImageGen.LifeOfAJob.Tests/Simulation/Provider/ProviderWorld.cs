using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>The provider itself: what it has accepted, what becomes of it, and what it knows. How it says so is the business of its APIs.</summary>
internal sealed class ProviderWorld(Life life)
{
    /// <summary>How long a task is kept, in milliseconds.</summary>
    public const long KeepsTasks = 12 * 3_600_000;

    private readonly List<LedgerEntry> ledger = [];
    private readonly Dictionary<string, List<LedgerEntry>> parts = [];

    public IReadOnlyList<LedgerEntry> Ledger => ledger;

    public PictureHost Pictures { get; } = new(life);

    public IReadOnlyList<LedgerEntry> OfPart(string part) => parts.TryGetValue(part, out var entries) ? entries : [];

    /// <summary>A request to make pictures, whatever becomes of it.</summary>
    /// <param name="part">Our task, as our telemetry says.</param>
    public LedgerEntry Submit(SimulatedProcess by, string part, string account, string model, int places, bool stream, Order? order)
    {
        var kind = life.KindOfSubmission(by, account, model, stream, order, ledger.Count + 1);
        if (kind == SubmitKind.Accepted && life.Plan.Concurrency is { } most && RunningBy(account, model) >= most && !Models.IsArk(model))
            kind = SubmitKind.Throttled;
        var fate = life.FateOfTask(model, places, order);
        var entry = new LedgerEntry
        {
            Number = ledger.Count + 1,
            Part = part,
            Account = account,
            Model = model,
            Places = places,
            Kind = kind,
            Fate = fate,
            IsStream = stream,
            SubmittedAt = life.Clock.Now,
            DoneAt = life.Clock.Now + life.ProviderTime(fate),
        };
        life.Witness.Submitted(by, entry);
        ledger.Add(entry);
        (parts.TryGetValue(part, out var entries) ? entries : parts[part] = []).Add(entry);
        life.Trace.Add($"       provider: {entry.Part} {entry.Kind}{(fate == TaskFate.Done ? "" : $" {fate}")} as {entry.TaskId}");
        return entry;
    }

    /// <summary>The task, where this account knows it.</summary>
    public LedgerEntry? Find(string taskId, string account) =>
        int.TryParse(taskId.AsSpan(taskId.IndexOf('-') + 1), out var number) && number >= 1 && number <= ledger.Count
        && ledger[number - 1] is { Paid: true, IsSynchronous: false } entry && entry.Account == account && !Forgets(entry) ? entry : null;

    public LedgerEntry? OfTask(string? taskId) =>
        taskId is not null && int.TryParse(taskId.AsSpan(taskId.IndexOf('-') + 1), out var number) && number >= 1 && number <= ledger.Count ? ledger[number - 1] : null;

    /// <summary>Nobody can ask for it any more.</summary>
    public bool Forgets(LedgerEntry entry) =>
        life.Clock.Now > entry.SubmittedAt + KeepsTasks
        || entry.IsStopped
        || (entry.Fate == TaskFate.Forgotten && life.Clock.Now >= entry.DoneAt);

    /// <summary>Whether it is finished, with or without pictures.</summary>
    public bool IsDone(LedgerEntry entry) => entry.Fate != TaskFate.Pending && life.Clock.Now >= entry.DoneAt;

    /// <summary>The links of a finished task are there.</summary>
    public bool HasLinks(LedgerEntry entry) => entry.Fate switch
    {
        TaskFate.NoLinks => false,
        TaskFate.LateLinks => life.Clock.Now >= entry.DoneAt + LateBy,
        _ => true,
    };

    /// <summary>It is asked to stop a task.</summary>
    public CancelAnswer Cancel(LedgerEntry? entry, SimulatedProcess by)
    {
        var answer = life.AnswerToCancel(by);
        if (answer == CancelAnswer.None)
            return answer;
        if (entry is null || IsDone(entry))
            answer = CancelAnswer.Refused;
        if (entry is null)
            return answer;
        life.Witness.CancelHeard(entry);
        entry.CancelAnswered = true;
        if (answer == CancelAnswer.Refused)
            return answer;
        entry.CancelTakenAt ??= life.Clock.Now;
        entry.IsStopped |= answer == CancelAnswer.Stopped;
        return answer;
    }

    /// <summary>How long links may be late, in milliseconds.</summary>
    public const long LateBy = 90_000;

    private int RunningBy(string account, string model) => ledger.Count(entry => entry.Account == account && entry.Model == model
        && entry is { Paid: true, IsStopped: false } && !IsDone(entry) && !Forgets(entry) && life.Clock.Now < entry.SubmittedAt + LongestRun);

    /// <summary>Then even a task that never comes to its end does not count any more.</summary>
    private const long LongestRun = 900_000;
}
