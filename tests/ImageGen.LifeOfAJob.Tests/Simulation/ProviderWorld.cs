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

    /// <summary>The pictures come one by one while the call is on the wire.</summary>
    Streamed,

    /// <summary>The connection breaks after some of them.</summary>
    StreamCut,

    /// <summary>After some of them, or none, the provider says that it failed: it bills what it delivered.</summary>
    StreamFailed,
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

/// <summary>What the provider says when it is asked to stop a task.</summary>
internal enum CancelAnswer
{
    Refused,
    Stopped,
    None,
}

/// <summary>One request that went out, as the provider's bill would list it.</summary>
internal sealed class LedgerEntry
{
    public required int Number { get; init; }

    /// <summary>Our task: <c>job:attempt:part</c>.</summary>
    public required string Part { get; init; }

    public required int Places { get; init; }

    public required SubmitKind Kind { get; init; }

    public required TaskFate Fate { get; set; }

    public required long DoneAt { get; set; }

    public SimulatedProcess? HeldBy { get; set; }

    /// <summary>Which of its pictures <see cref="HeldBy"/> knows of, by the task id or by having them, and perhaps nobody else.</summary>
    public HashSet<int> Held { get; } = [];

    /// <summary>Which of its pictures a document knows of.</summary>
    public HashSet<int> Known { get; } = [];

    /// <summary>It went out when its task had been given up already.</summary>
    public bool GivenUpBefore { get; set; }

    /// <summary>Older links are refused.</summary>
    public int LinkGeneration { get; set; }

    public string TaskId => $"provider-{Number}";

    public bool Paid => IsSynchronous || Kind is SubmitKind.Accepted or SubmitKind.AcceptedAnswerLost;

    /// <summary>It may be on the wire or paid: nobody may send this part again.</summary>
    public bool Counts => Paid || Kind == SubmitKind.LostOnTheWay;

    public bool IsSynchronous => IsStream || Kind is SubmitKind.DeliveredLinks or SubmitKind.DeliveredBytes;

    public bool IsStream => Kind is SubmitKind.Streamed or SubmitKind.StreamCut or SubmitKind.StreamFailed;

    public bool IsInBytes => Kind == SubmitKind.DeliveredBytes || (IsStream && Number % 2 == 1);

    /// <summary>How many pictures come out of the stream.</summary>
    public int Streamed => Kind == SubmitKind.Streamed ? Pictures : Number % (Pictures + 1);

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
        if (kind >= SubmitKind.DeliveredLinks && fate is TaskFate.Failed or TaskFate.Forgotten)
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
                Hold(entry, by);
                return new SubmitOutcome.Accepted(entry.TaskId, "request");
            case SubmitKind.DeliveredLinks or SubmitKind.DeliveredBytes:
                Hold(entry, by);
                return new SubmitOutcome.Delivered(Pictures(entry), "request");
            case SubmitKind.Streamed:
                return new SubmitOutcome.Delivered([], "request");
            case SubmitKind.StreamFailed:
                return new SubmitOutcome.Delivered([], "request", Error("broke_off"));
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

    /// <summary>The next picture of a stream is in the hand of the worker.</summary>
    public static ProviderPicture Arrive(SimulatedProcess at, LedgerEntry entry, int position)
    {
        entry.HeldBy = at;
        entry.Held.Add(position);
        return Picture(entry, position) with { Place = position };
    }

    /// <summary>Null where the call is answered at once.</summary>
    public LedgerEntry? StreamOf(ProviderCall call) =>
        life.Witness.IntentOf(call) is { } intent ? ledger.FindLast(entry => entry.Part == intent.Part && entry.IsStream) : null;

    public PollOutcome Poll(ProviderTask task)
    {
        if (Accepted(task) is not { } entry || Forgets(entry))
            return new PollOutcome.NotFound();
        if (life.FaultOfPoll() is { } fault)
            return fault;
        if (life.Clock.Now < entry.DoneAt)
            return new PollOutcome.Pending();
        return entry.Fate == TaskFate.Failed ? new PollOutcome.Failed(Error("bad")) : new PollOutcome.Done(Pictures(entry), "request");
    }

    /// <returns>What it answers. What it has stopped it does not know any more.</returns>
    public CancelReply Cancel(ProviderTask task)
    {
        var answer = life.AnswerToCancel();
        if (answer == CancelAnswer.Stopped && Accepted(task) is { } entry && life.Clock.Now < entry.DoneAt)
            (entry.Fate, entry.DoneAt) = (TaskFate.Forgotten, life.Clock.Now);
        return answer switch
        {
            CancelAnswer.Stopped => CancelReply.Taken,
            CancelAnswer.Refused => CancelReply.Refused,
            _ => CancelReply.None,
        };
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

    private LedgerEntry? Accepted(ProviderTask task) => ledger.Find(entry => entry.TaskId == task.TaskId && entry.Paid && !entry.IsSynchronous);

    private (LedgerEntry Entry, int Position, int Generation) LinkOf(string url)
    {
        var parts = url[Links.Length..].Split('/');
        return (ledger[int.Parse(parts[0]) - 1], int.Parse(parts[1]), int.Parse(parts[2]));
    }

    private static GenerationError Error(string code) => new() { Code = code, Message = code };

    private static void Hold(LedgerEntry entry, SimulatedProcess by)
    {
        entry.HeldBy = by;
        entry.Held.UnionWith(Enumerable.Range(0, entry.Pictures));
    }

    private static List<ProviderPicture> Pictures(LedgerEntry entry) => [.. Enumerable.Range(0, entry.Pictures).Select(position => Picture(entry, position))];

    private static ProviderPicture Picture(LedgerEntry entry, int position) => entry.IsInBytes
        ? new ProviderPicture(Url: null, entry.Bytes(position))
        : new ProviderPicture($"{Links}{entry.Number}/{position}/{entry.LinkGeneration}");
}

/// <summary>The provider as one flow of one worker sees it.</summary>
internal sealed class SimulatedProvider(Life life, SimulatedProcess process, string flow) : IImageProvider
{
    public string Api => Models.Api;

    public IReadOnlyList<ProviderCredential> Credentials { get; } = [new("credential")];

    public Task<Preparation> PrepareAsync(CallOrder order, CancellationToken cancellationToken) => Task.FromResult<Preparation>(
        new Preparation.Ready(new ProviderCall(Api, order.CredentialId, "key", life.Provider.NextCall(), TimeSpan.FromSeconds(30))));

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken)
    {
        var (outcome, stream) = await process.Step(
            flow, "submit to the provider", () => (life.Provider.Submit(process, call), life.Provider.StreamOf(call)));
        if (stream is null)
            return outcome;
        await progress.StartedAsync();
        for (var position = 0; position < stream.Streamed; position++)
            await progress.ArrivedAsync(await process.Step(flow, $"picture {position} arrives", () => ProviderWorld.Arrive(process, stream, position)));
        return outcome;
    }

    public Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken) =>
        process.Step(flow, $"poll {task.TaskId}", () => life.Provider.Poll(task));

    public Task<CancelReply> CancelAsync(ProviderTask task, CancellationToken cancellationToken) =>
        process.Step(flow, $"cancel {task.TaskId}", () => life.Provider.Cancel(task));
}
