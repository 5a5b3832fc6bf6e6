using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Messaging.Outbox;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

/// <summary>The guards of what goes for good, each left out. The names say what goes on instead.</summary>
internal static class PurgeGuards
{
    /// <summary>Storage is asked while something of the job may still come.</summary>
    public sealed class NotSettledIsAsked : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, seen, next) =>
            flow == "JobPurges" && !seen!.Settled && JobRules.PurgingOf(seen) is { Count: > 0 } left
                ? next with
                {
                    PurgeAsks = next.PurgeAsks + 1,
                    Outbox = next.Outbox.With(new PurgeImages { JobId = next.Id, Owner = next.Owner, ImageIds = left }),
                }
                : next;
    }

    /// <summary>The job is forgotten as soon as Storage has been asked.</summary>
    public sealed class AnswerIsNotAwaited : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, seen, next) =>
            flow == "JobPurges" && next.PurgeAsks > seen!.PurgeAsks
                ? next with { PurgeAt = null, Purge = next.Purge! with { DoneAt = life.Clock.Now } }
                : next;
    }

    /// <summary>The job is there again when its pictures have gone.</summary>
    public sealed class MarkIsTakenBack : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, seen, next) =>
            flow == "ImagePurged" ? next with { Purge = null } : next;
    }
}
