using ImageGen.Jobs.Domain;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

internal static partial class Defects
{
    /// <summary>8: a document that can not be read takes those along that were claimed or listed with it.</summary>
    public sealed class UnreadableTakesOthersAlong : Flaw
    {
        public override bool SkipsUnreadable => false;
    }

    /// <summary>28: what a newer version has written into a document is gone with the next write.</summary>
    public sealed class OthersMembersAreDropped : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (_, _, next) => next with { FromNewerVersions = null };

        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (_, _, next) => next with { FromNewerVersions = null };

        protected override Func<string, ImageCopy?, ImageCopy, ImageCopy?> OfCopies(Life life) => (_, _, next) => next with { FromNewerVersions = null };
    }
}
