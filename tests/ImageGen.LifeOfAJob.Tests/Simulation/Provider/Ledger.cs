using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>What may become of a submission.</summary>
internal enum SubmitKind
{
    /// <summary>The provider has it; of a synchronous API, it answers with the pictures.</summary>
    Accepted,

    /// <summary>The same, but no answer comes back.</summary>
    AnswerLost,

    /// <summary>The same, but somebody on the way answers with a page of his own.</summary>
    PageAfter,

    /// <summary>A task id, and beside it the shape of the provider's gateway.</summary>
    InBothShapes,

    /// <summary>It left us whole, and nobody has it.</summary>
    LostOnTheWay,

    /// <summary>It left us whole; somebody on the way answered, and the provider has not seen it.</summary>
    PageBefore,

    Refused,
    Failed,
    AccountRefused,
    NotPermitted,
    NotSent,
    Throttled,

    /// <summary>No room, said only after the provider seemed to work on it.</summary>
    ThrottledLate,

    /// <summary>A synchronous API answers with the bytes themselves.</summary>
    InBytes,

    /// <summary>The connection breaks after some pictures of a stream.</summary>
    StreamCut,

    /// <summary>After some pictures of a stream, or none, the provider says that it failed: it bills what it delivered.</summary>
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

    /// <summary>It is in the queue until the provider forgets it.</summary>
    Pending,

    /// <summary>It is done and has no pictures, for a while.</summary>
    LateLinks,

    /// <summary>It is done and never has any pictures.</summary>
    NoLinks,

    /// <summary>Its pictures are larger than we take.</summary>
    TooLarge,
}

/// <summary>What the provider says when it is asked to stop a task.</summary>
internal enum CancelAnswer
{
    /// <summary>It stops the task, and knows it no more.</summary>
    Stopped,

    /// <summary>It says that it will, and makes the picture all the same.</summary>
    Ignored,

    /// <summary>It can not be stopped.</summary>
    Refused,

    /// <summary>Too many, an error of somebody on the way, or nothing: it does not count as an answer.</summary>
    None,
}

/// <summary>One request that went out, as the provider's bill would list it.</summary>
internal sealed class LedgerEntry
{
    public required int Number { get; init; }

    /// <summary>Our task: <c>job:attempt:part</c>.</summary>
    public required string Part { get; init; }

    public required string Account { get; init; }

    public required string Model { get; init; }

    public required int Places { get; init; }

    public required SubmitKind Kind { get; init; }

    public required TaskFate Fate { get; init; }

    public required long SubmittedAt { get; init; }

    public required long DoneAt { get; init; }

    /// <summary>It comes one by one.</summary>
    public bool IsStream { get; init; }

    public SimulatedProcess? HeldBy { get; set; }

    /// <summary>Which of its pictures <see cref="HeldBy"/> knows of, by the task id or by having them, and perhaps nobody else.</summary>
    public HashSet<int> Held { get; } = [];

    /// <summary>Which of its pictures a document knows of.</summary>
    public HashSet<int> Known { get; } = [];

    /// <summary>It went out when its task had been given up already.</summary>
    public bool GivenUpBefore { get; set; }

    /// <summary>Links of an older generation are dead before their time.</summary>
    public int LinkGeneration { get; set; }

    /// <summary>The provider took a cancel, and said so.</summary>
    public long? CancelTakenAt { get; set; }

    /// <summary>It does not work on it any more, and has no result.</summary>
    public bool IsStopped { get; set; }

    /// <summary>It was asked to stop, and answered.</summary>
    public bool CancelAnswered { get; set; }

    public string TaskId => $"provider-{Number}";

    public bool IsSynchronous => Models.IsArk(Model);

    /// <summary>It is on the bill, or will be.</summary>
    public bool Paid => Kind is SubmitKind.Accepted or SubmitKind.AnswerLost or SubmitKind.PageAfter or SubmitKind.InBothShapes
        or SubmitKind.InBytes or SubmitKind.StreamCut or SubmitKind.StreamFailed;

    /// <summary>It may be on the wire or paid: nobody may send this part again.</summary>
    public bool Counts => Paid || Kind is SubmitKind.LostOnTheWay or SubmitKind.PageBefore;

    /// <summary>How many pictures it comes to, and is billed for.</summary>
    public int Pictures => !Paid ? 0
        : Fate is TaskFate.Failed or TaskFate.Forgotten or TaskFate.Pending or TaskFate.NoLinks ? 0
        : Fate == TaskFate.Short ? Places - 1
        : Places;

    /// <summary>How many of them come out of a stream.</summary>
    public int Streamed => Kind is SubmitKind.StreamCut or SubmitKind.StreamFailed ? Number % (Pictures + 1) : Pictures;

    /// <summary>How many are on the bill in the end.</summary>
    public int Billed => IsStopped ? 0 : IsStream ? Streamed : Pictures;

    /// <summary>These pictures, or the id by which to ask for them, are in a process's hand.</summary>
    public void Hold(SimulatedProcess by, IEnumerable<int> positions)
    {
        HeldBy = by;
        Held.UnionWith(positions);
    }

    /// <summary>The provider has told us that it is finished, and we have said that we heard it.</summary>
    public void CalledBack() => Known.UnionWith(Enumerable.Range(0, Billed));

    public bool IsInBytes => Kind == SubmitKind.InBytes || (IsStream && Number % 2 == 1);
}
