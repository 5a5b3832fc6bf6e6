using System.Text;
using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What may become of a submission.</summary>
internal enum SubmitKind
{
    Accepted,
    AcceptedAnswerLost,
    LostOnTheWay,
    Refused,
    Failed,
    NotSent,
    Throttled,
    DeliveredLinks,
    DeliveredBytes,
}

/// <summary>What becomes of a task that the provider has accepted.</summary>
internal enum TaskFate
{
    Done,
    Failed,

    /// <summary>Fewer pictures than places.</summary>
    Short,

    /// <summary>The bytes are no picture.</summary>
    Spoilt,

    /// <summary>The provider loses it before its time.</summary>
    Forgotten,
}

/// <summary>One request that went out, as the provider's bill would list it.</summary>
internal sealed class LedgerEntry
{
    public required int Number { get; init; }

    /// <summary>Our task: <c>job:attempt:part</c>.</summary>
    public required string Part { get; init; }

    public required int Places { get; init; }

    public required SubmitKind Kind { get; init; }

    public required TaskFate Fate { get; init; }

    public required long DoneAt { get; init; }

    /// <summary>The worker that has the answer only in its memory; null where none has.</summary>
    public SimulatedProcess? HeldBy { get; set; }

    /// <summary>A document knows the task id, or the pictures.</summary>
    public bool Recorded { get; set; }

    /// <summary>It went out when its task had been given up already.</summary>
    public bool GivenUpBefore { get; set; }

    /// <summary>Older links are refused.</summary>
    public int LinkGeneration { get; set; }

    public string TaskId => $"provider-{Number}";

    public bool Paid => Kind is SubmitKind.Accepted or SubmitKind.AcceptedAnswerLost or SubmitKind.DeliveredLinks or SubmitKind.DeliveredBytes;

    /// <summary>It may be on the wire or paid: nobody may send this part again.</summary>
    public bool Counts => Paid || Kind == SubmitKind.LostOnTheWay;

    public bool IsSynchronous => Kind is SubmitKind.DeliveredLinks or SubmitKind.DeliveredBytes;

    public int Pictures => Fate switch
    {
        TaskFate.Failed => 0,
        TaskFate.Short => Places - 1,
        _ => Places,
    };

    public byte[] Bytes(int position) => Encoding.UTF8.GetBytes($"{Part}/{position}/{(Fate == TaskFate.Spoilt ? "spoilt" : "whole")}");
}

/// <summary>The provider itself: what it has accepted, and what it answers.</summary>
internal sealed class ProviderWorld(Life life)
{
    private const long KeepsTasks = 12 * 3_600_000;
    private const long KeepsPictures = 24 * 3_600_000;
    private const string Links = "https://pictures.example/";

    private readonly List<LedgerEntry> ledger = [];
    private int calls;

    public IReadOnlyList<LedgerEntry> Ledger => ledger;

    /// <summary>Marks a call, so that the ledger can tell which intent it belongs to.</summary>
    public string NextCall() => $"call-{++calls}";

    public SubmitOutcome Submit(SimulatedProcess by, ProviderCall call)
    {
        var intent = life.Witness.IntentOf(call);
        if (intent is null)
            return new SubmitOutcome.NotSent(Error("nobody intended it"));
        var kind = life.KindOfSubmission();
        var fate = life.FateOfTask();
        // An answer that is already there can't fail or be forgotten any more.
        if (kind is SubmitKind.DeliveredLinks or SubmitKind.DeliveredBytes && fate is TaskFate.Failed or TaskFate.Forgotten)
            fate = TaskFate.Done;
        var entry = new LedgerEntry
        {
            Number = ledger.Count + 1,
            Part = intent.Value.Part,
            Places = intent.Value.Places,
            Kind = kind,
            Fate = fate == TaskFate.Short && intent.Value.Places == 1 ? TaskFate.Done : fate,
            DoneAt = life.Clock.Now + life.ProviderTime(),
        };
        life.Witness.Submitted(entry, ledger);
        ledger.Add(entry);
        life.Trace.Add($"       provider: {entry.Part} {entry.Kind} as {entry.TaskId}");
        switch (kind)
        {
            case SubmitKind.Accepted:
                entry.HeldBy = by;
                return new SubmitOutcome.Accepted(entry.TaskId, "request");
            case SubmitKind.DeliveredLinks or SubmitKind.DeliveredBytes:
                entry.HeldBy = by;
                return new SubmitOutcome.Delivered(Pictures(entry), "request");
            case SubmitKind.Refused:
                return new SubmitOutcome.Refused(Error("refused"));
            case SubmitKind.Failed:
                return new SubmitOutcome.ProviderFailed(Error("failed"));
            case SubmitKind.NotSent:
                return new SubmitOutcome.NotSent(Error("not_sent"));
            case SubmitKind.Throttled:
                return new SubmitOutcome.Throttled(Error("throttled"));
            default:
                return new SubmitOutcome.Unknown("no answer", RequestId: null);
        }
    }

    public PollOutcome Poll(ProviderTask task)
    {
        var entry = ledger.Find(entry => entry.TaskId == task.TaskId && entry.Paid && !entry.IsSynchronous);
        if (entry is null || Forgets(entry))
            return new PollOutcome.NotFound();
        if (life.FaultOfPoll() is { } fault)
            return fault;
        if (life.Clock.Now < entry.DoneAt)
            return new PollOutcome.Pending();
        return entry.Fate == TaskFate.Failed ? new PollOutcome.Failed(Error("bad")) : new PollOutcome.Done(Pictures(entry), "request");
    }

    /// <returns>The bytes, or null where the link is refused.</returns>
    public byte[]? Read(string url)
    {
        var (entry, position, generation) = LinkOf(url);
        if (!IsReadable(url))
            return null;
        if (life.LinkExpires())
            entry.LinkGeneration++;
        return generation < entry.LinkGeneration ? null : entry.Bytes(position);
    }

    /// <summary>Whoever follows the link gets the picture.</summary>
    public bool IsReadable(string url)
    {
        var (entry, _, generation) = LinkOf(url);
        return life.Clock.Now <= entry.DoneAt + KeepsPictures && generation >= entry.LinkGeneration;
    }

    /// <summary>Nobody can ask for it any more.</summary>
    public bool Forgets(LedgerEntry entry) =>
        life.Clock.Now > entry.DoneAt + KeepsTasks || (entry.Fate == TaskFate.Forgotten && life.Clock.Now >= entry.DoneAt);

    /// <summary>When the provider has the next result.</summary>
    public long? NextDone => ledger.Where(entry => entry.Paid && entry.DoneAt > life.Clock.Now).Select(entry => (long?)entry.DoneAt).Min();

    private (LedgerEntry Entry, int Position, int Generation) LinkOf(string url)
    {
        var parts = url[Links.Length..].Split('/');
        return (ledger[int.Parse(parts[0]) - 1], int.Parse(parts[1]), int.Parse(parts[2]));
    }

    private static GenerationError Error(string code) => new() { Code = code, Message = code };

    private static List<ProviderPicture> Pictures(LedgerEntry entry) =>
    [
        .. Enumerable.Range(0, entry.Pictures).Select(position => entry.Kind == SubmitKind.DeliveredBytes
            ? new ProviderPicture(Url: null, entry.Bytes(position))
            : new ProviderPicture($"{Links}{entry.Number}/{position}/{entry.LinkGeneration}")),
    ];
}

/// <summary>The provider as one flow of one worker sees it.</summary>
internal sealed class SimulatedProvider(Life life, SimulatedProcess process, string flow) : IImageProvider
{
    public string Api => Models.Api;

    public IReadOnlyList<ProviderCredential> Credentials { get; } = [new("credential")];

    public Task<Preparation> PrepareAsync(CallOrder order, CancellationToken cancellationToken) => Task.FromResult<Preparation>(
        new Preparation.Ready(new ProviderCall(Api, order.CredentialId, "key", life.Provider.NextCall(), TimeSpan.FromSeconds(30))));

    public Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken) =>
        process.Step(flow, "submit to the provider", () => life.Provider.Submit(process, call));

    public Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken) =>
        process.Step(flow, $"poll {task.TaskId}", () => life.Provider.Poll(task));
}
