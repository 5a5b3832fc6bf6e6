namespace ImageGen.Jobs.Domain;

/// <summary>What a person makes of a job for themselves. None of it touches what is paid, asked for or awaited.</summary>
internal static partial class JobRules
{
    public static Job Label(Job job, JobLabels labels, long now) =>
        job.Title == labels.Title && job.Favorite == labels.Favorite && job.Tags.SequenceEqual(labels.Tags)
            ? job
            : Noted(job with { Title = labels.Title, Tags = labels.Tags, Favorite = labels.Favorite }, now);

    /// <summary>Into the trash. Only what has ended goes there: nobody would see what a job still does.</summary>
    public static Job Delete(Job job, long now)
    {
        if (!job.Ended)
            throw new InvalidOperationException($"{job.Id} has not ended.");
        return job.DeletedAt is null ? Noted(job with { DeletedAt = now }, now) : job;
    }

    /// <summary>Out of the trash, as it was.</summary>
    public static Job Restore(Job job, long now) => job.DeletedAt is null ? job : Noted(job with { DeletedAt = null }, now);

    /// <summary>The same for one picture. It is among what is stored, or nothing changes.</summary>
    public static Job Label(Job job, string imageId, JobLabels labels, long now) => ChangePicture(job, imageId, now, picture =>
        picture.Title == labels.Title && picture.Favorite == labels.Favorite && picture.Tags.SequenceEqual(labels.Tags)
            ? picture
            : picture with { Title = labels.Title, Tags = labels.Tags, Favorite = labels.Favorite });

    /// <summary>One picture into the trash.</summary>
    public static Job Delete(Job job, string imageId, long now) =>
        ChangePicture(job, imageId, now, picture => picture.DeletedAt is null ? picture with { DeletedAt = now } : picture);

    /// <summary>One picture out of the trash, as it was.</summary>
    public static Job Restore(Job job, string imageId, long now) =>
        ChangePicture(job, imageId, now, picture => picture.DeletedAt is null ? picture : picture with { DeletedAt = null });

    private static Job ChangePicture(Job job, string imageId, long now, Func<JobPicture, JobPicture> change)
    {
        var pictures = job.Pictures.Select(picture => picture.IsThere && picture.IdIn(job) == imageId ? change(picture) : picture).ToArray();
        return pictures.SequenceEqual(job.Pictures, ReferenceEqualityComparer.Instance) ? job : Noted(job with { Pictures = pictures }, now);
    }

    private static Job Noted(Job job, long now) => job with { ChangedAt = Math.Max(now, job.ChangedAt), Revision = job.Revision + 1 };
}

/// <summary>By what people find a job again.</summary>
internal sealed record JobLabels(string? Title, IReadOnlyList<string> Tags, bool Favorite);
