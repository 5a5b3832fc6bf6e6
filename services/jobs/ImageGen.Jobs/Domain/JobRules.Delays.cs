using ImageGen.Contracts;

namespace ImageGen.Jobs.Domain;

/// <summary>Why pictures that were made are not stored yet.</summary>
internal static partial class JobRules
{
    /// <summary>A note and no step: it moves neither the status nor a deadline nor a nudge. Of two the later one stays.</summary>
    public static Job Fold(Job job, ImageDelayed fact, long now)
    {
        var delay = new PictureDelay(fact.Error, fact.Since.ToUnixTimeMilliseconds());
        var pictures = Raise(job, fact.Attempt, [fact.Index], Note);
        return ReferenceEquals(pictures, job.Pictures)
            ? job
            : job with { Pictures = pictures, ChangedAt = Math.Max(now, job.ChangedAt), Revision = job.Revision + 1 };

        JobPicture Note(JobPicture picture) =>
            picture.State >= PictureState.Gone || picture.Delay?.Since >= delay.Since ? picture : picture with { Delay = delay };
    }
}
