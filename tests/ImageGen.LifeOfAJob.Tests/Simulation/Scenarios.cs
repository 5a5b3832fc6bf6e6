using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Lives whose course is known, to disturb at one point after the other. Without a disturbance none has a fault.</summary>
internal static class Scenarios
{
    private static readonly Order Stream = new() { Model = Models.Ark, Pictures = 3, Group = true };

    private static readonly Dictionary<string, LifePlan> Plans = new()
    {
        ["one picture"] = LifePlan.One(1),
        ["three pictures"] = LifePlan.One(1, new Order { Pictures = 3 }),
        ["three pictures of one call"] = LifePlan.One(1, new Order { Model = Models.Group, Pictures = 3, Group = true }),
        ["links at once"] = LifePlan.One(1, new Order { Model = Models.Ark }) with { SubmitScript = _ => SubmitKind.Accepted },
        ["bytes at once"] = LifePlan.One(1, new Order { Model = Models.Ark, Pictures = 2 }) with { SubmitScript = _ => SubmitKind.InBytes },
        ["one by one"] = LifePlan.One(1, Stream) with { SubmitScript = _ => SubmitKind.Accepted },
        ["one by one, cut, then closed"] = LifePlan.One(1, Stream) with { SubmitScript = _ => SubmitKind.StreamCut },
        ["one by one, then failed"] = LifePlan.One(1, Stream) with { SubmitScript = _ => SubmitKind.StreamFailed },
        ["refused"] = LifePlan.One(1) with { SubmitScript = _ => SubmitKind.Refused },
        ["failed"] = LifePlan.One(1) with { FateScript = () => TaskFate.Failed },
        ["answer lost, then closed"] = LifePlan.One(1) with { SubmitScript = _ => SubmitKind.AnswerLost },
        ["answer lost, then retried"] = LifePlan.One(1, new Order { Retries = 1 }) with
        {
            SubmitScript = number => number == 1 ? SubmitKind.AnswerLost : SubmitKind.Accepted,
        },
        ["canceled while it runs"] = LifePlan.One(1, new Order { CancelWhen = life => life.Tasks.All.Any(task => task.State == TaskState.Running) }),
        ["expired while it runs"] = LifePlan.One(1, new Order { DeadlineSeconds = 5 }) with { ProviderTimeScript = () => 60_000 },
    };

    /// <summary>Those whose end depends on nothing but the provider: however often and in whatever order things are said, it is the same.</summary>
    public static IEnumerable<string> Certain { get; } = Plans.Keys.Where(name => !name.EndsWith("runs", StringComparison.Ordinal));

    public static IEnumerable<string> All => Plans.Keys;

    public static LifePlan Plan(string name, ulong seed) => Plans[name] with { Seed = seed };
}
