using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Flaws;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Settings;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What kind of life it is to be. What the plan leaves open, the seed decides.</summary>
internal sealed record LifePlan
{
    /// <summary>Enough to see how it came to an end.</summary>
    public const int ShortTrace = 60;

    /// <summary>All of it.</summary>
    public const int LongTrace = 20_000;

    public required ulong Seed { get; init; }

    /// <summary>What people order, and what else they do to it.</summary>
    public IReadOnlyList<Order> Orders { get; init; } = [new Order()];

    public IReadOnlyList<ProcessPlan> Processes { get; init; } = ProcessPlan.Usual;

    /// <summary>Everything in one process, with a bus in its memory.</summary>
    public bool Standalone => Processes.Any(process => process.Roles == Roles.Standalone);

    /// <summary>How many single faults of all kinds there may be.</summary>
    public int Faults { get; init; }

    /// <summary>How likely one is wherever it could happen.</summary>
    public double FaultRate { get; init; } = 0.03;

    /// <summary>What goes wrong for a while.</summary>
    public IReadOnlyList<Front> Fronts { get; init; } = [];

    /// <summary>What is done to processes.</summary>
    public IReadOnlyList<Intervention> Interventions { get; init; } = [];

    /// <summary>Nothing goes wrong any more after so many milliseconds.</summary>
    public long CalmAt { get; init; } = 60_000;

    /// <summary>Delivers the youngest message first.</summary>
    public bool LastFirst { get; init; }

    /// <summary>Tasks of a model that the provider works on at a time for each account; we are told the same. Null: as many as come.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Questions for results that the provider answers an account in a second; we are told the same. Null: as many as come.</summary>
    public double? PollsPerSecond { get; init; }

    /// <summary>The provider can reach us, so it calls back.</summary>
    public bool CallsBack { get; init; }

    /// <summary>How long it takes to read a picture that a job works from, in milliseconds; null is the usual time.</summary>
    public long? InputReads { get; init; }

    /// <summary>Decides over single steps; the second parameter counts them from 1.</summary>
    public Func<Life, Step, int, Fault>? StepScript { get; init; }

    public Func<Message, MessageFate>? MessageScript { get; init; }

    /// <summary>What the provider makes of a submission; the parameter counts them from 1.</summary>
    public Func<int, SubmitKind>? SubmitScript { get; init; }

    public Func<TaskFate>? FateScript { get; init; }

    /// <summary>What the provider says when it is asked to stop a task.</summary>
    public Func<CancelAnswer>? CancelScript { get; init; }

    /// <summary>How long the provider takes, in milliseconds.</summary>
    public Func<long>? ProviderTimeScript { get; init; }

    /// <summary>What the provider answers when it is asked to stop a task; null lets dice decide.</summary>
    public CancelAnswer? CancelAnswer { get; init; }

    public Flaw? Flaw { get; init; }

    /// <summary>How long a process sleeps at least, in milliseconds: longer than most leases.</summary>
    public long SleepsAtLeast { get; init; } = 95_000;

    /// <summary>Nothing takes longer than it usually does.</summary>
    public bool IsSwift { get; init; }

    /// <summary>Lines of the trace that are kept.</summary>
    public int TraceLength { get; init; } = ShortTrace;

    /// <summary>A life of one job, which is as good as its order.</summary>
    public static LifePlan One(ulong seed, Order? order = null) => new() { Seed = seed, Orders = [order ?? new Order()] };

    /// <summary>For people who look at a life that went wrong.</summary>
    public string Describe() => string.Join('\n', [
        $"{Faults} faults at {FaultRate}, calm after {CalmAt / 1000} s, concurrency {Concurrency}, polls {PollsPerSecond}, calls back {CallsBack}, youngest first {LastFirst}, inputs {InputReads}",
        .. Orders.Select((order, number) => $"order {number + 1}: {Text.Unusual(order, new Order())}"),
        .. Processes.Select(process => Text.Unusual(process, new ProcessPlan(process.Name, process.Roles))).Where(text => text.Length > 0),
        .. Fronts.Select(front => front.ToString()),
        .. Interventions.Select(intervention => intervention.ToString())]);

    /// <summary>The settings of a worker.</summary>
    /// <param name="restored">What the operator calls the restore that he has made.</param>
    public VolcengineOptions OptionsOf(ProcessPlan process, string? restored)
    {
        var options = new VolcengineOptions
        {
            PublicUrl = CallsBack ? "https://images.example" : null,
            PollsPerSecond = PollsPerSecond ?? 0,
            ContentProducer = "simulation",
            Restored = restored,
            Limits = { ["*"] = new LimitOptions { Concurrency = Concurrency ?? 0, RequestsPerSecond = 0 } },
        };
        foreach (var account in process.Accounts)
        {
            options.Credentials.Add(new AccountOptions
            {
                Name = account.Name,
                AccessKey = process.LacksVisual ? "" : account.Key(process),
                SecretKey = process.LacksVisual ? "" : "secret",
                ArkApiKey = process.LacksArk ? null : "ark-" + account.Key(process),
            });
        }

        return options;
    }
}

/// <summary>One process of the world.</summary>
/// <param name="Name">Such as <c>worker1</c>.</param>
internal sealed record ProcessPlan(string Name, Roles Roles)
{
    public static IReadOnlyList<ProcessPlan> Usual { get; } =
    [
        new("api1", Roles.Jobs), new("api2", Roles.Jobs), new("worker1", Roles.Worker), new("worker2", Roles.Worker), new("storage", Roles.Storage),
    ];

    public static IReadOnlyList<ProcessPlan> Standalone { get; } = [new("standalone", Roles.Standalone)];

    /// <summary>How far its clock is ahead, in milliseconds.</summary>
    public long Skew { get; init; }

    /// <summary>The accounts that it has keys of.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [Account.First];

    /// <summary>A model that this version of it does not know yet.</summary>
    public string? UnknownModel { get; init; }

    /// <summary>The provider refuses whatever is signed by it.</summary>
    public bool HasWrongClock => Math.Abs(Skew) > 15 * 60_000;

    /// <summary>Its keys have been revoked; nobody has told it.</summary>
    public bool HasDeadKeys { get; init; }

    /// <summary>It has no keys for the API that answers at once.</summary>
    public bool LacksArk { get; init; }

    /// <summary>It has no keys for the API that is asked for results.</summary>
    public bool LacksVisual { get; init; }

    public bool Serves(string model) => UnknownModel != model && !(Models.IsArk(model) ? LacksArk : LacksVisual);
}

/// <summary>An account at the provider.</summary>
internal sealed record Account(string Name)
{
    private const string Dead = "dead-";

    public static Account First { get; } = new("alpha");

    public static Account Second { get; } = new("beta");

    /// <summary>The access key by which a process uses it.</summary>
    public string Key(ProcessPlan process) => (process.HasDeadKeys ? Dead : "") + Name;

    /// <returns>The account's name; null where the key is none any more.</returns>
    public static string? OfKey(string key) => key.StartsWith(Dead, StringComparison.Ordinal) ? null : key;
}

/// <summary>Something that is done to a process, or to all of them.</summary>
/// <param name="At">Milliseconds after the beginning.</param>
/// <param name="For">Milliseconds that it is down or asleep.</param>
internal sealed record Intervention(InterventionKind Kind, string Process, long At, long For);

internal enum InterventionKind
{
    Kill,

    /// <summary>An orderly stop.</summary>
    Stop,

    /// <summary>It is paused for longer than any lease.</summary>
    Sleep,

    /// <summary>The database is put back to what it was so many milliseconds before; all processes begin anew, and know of it.</summary>
    Restore,

    /// <summary>Some document can not be read until long after all is calm.</summary>
    Spoil,

    /// <summary>Another version writes something of its own into some document.</summary>
    Enrich,
}
