using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Lives whose course is known, to disturb at one point after the other. Without a disturbance none has a fault.</summary>
internal static class Scenarios
{
    private static readonly Dictionary<string, LifePlan> Plans = new()
    {
        ["one picture"] = new LifePlan { Seed = 1 },
        ["three pictures"] = new LifePlan { Seed = 1, Pictures = 3 },
        ["three pictures of one call"] = new LifePlan { Seed = 1, Pictures = 3, Group = true },
        ["links at once"] = new LifePlan { Seed = 1, SubmitScript = _ => SubmitKind.DeliveredLinks },
        ["bytes at once"] = new LifePlan { Seed = 1, Pictures = 2, Group = true, SubmitScript = _ => SubmitKind.DeliveredBytes },
        ["one by one"] = new LifePlan { Seed = 1, Pictures = 3, Group = true, SubmitScript = _ => SubmitKind.Streamed },
        ["one by one, cut, then closed"] = new LifePlan { Seed = 1, Pictures = 3, Group = true, SubmitScript = _ => SubmitKind.StreamCut },
        ["one by one, then failed"] = new LifePlan { Seed = 1, Pictures = 3, Group = true, SubmitScript = _ => SubmitKind.StreamFailed },
        ["refused"] = new LifePlan { Seed = 1, SubmitScript = _ => SubmitKind.Refused },
        ["failed"] = new LifePlan { Seed = 1, FateScript = () => TaskFate.Failed },
        ["answer lost, then closed"] = new LifePlan { Seed = 1, SubmitScript = _ => SubmitKind.AcceptedAnswerLost },
        ["answer lost, then retried"] = new LifePlan
        {
            Seed = 1,
            Retries = 1,
            SubmitScript = number => number == 1 ? SubmitKind.AcceptedAnswerLost : SubmitKind.Accepted,
        },
        ["canceled while it runs"] = new LifePlan { Seed = 1, CancelWhen = life => life.Tasks.All.Any(task => task.State == TaskState.Running) },
        ["expired while it runs"] = new LifePlan { Seed = 1, DeadlineSeconds = 5, ProviderTimeScript = () => 60_000 },
    };

    /// <summary>Those whose end depends on nothing but the provider: however often and in whatever order things are said, it is the same.</summary>
    public static IEnumerable<string> Certain { get; } = Plans.Keys.Where(name => !name.EndsWith("runs", StringComparison.Ordinal));

    public static IEnumerable<string> All => Plans.Keys;

    public static LifePlan Plan(string name, ulong seed) => Plans[name] with { Seed = seed };
}
