using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Jobs.Domain;

/// <summary>
/// What goes for good. It is marked first: from then on nobody finds it, so nobody restores it, goes on with it or builds on it. When the job
/// is settled and nothing holds its pictures, Storage is asked to delete them; when all are gone the job itself goes, up to a mark that keeps
/// its id. Facts are folded until then, and what is billed late counts.
/// </summary>
internal static partial class JobRules
{
    /// <summary>
    /// From the mark to the first question to Storage, and between two looks at what holds it, in milliseconds: so long a request may be on its
    /// way from a picture that it builds on to its job.
    /// </summary>
    public const long PurgePause = 10 * 60_000;

    /// <summary>So long after its end a picture that was refused may still turn out to have been made: the provider keeps a task for 12 hours.</summary>
    private const long Doubt = 14 * 3_600_000L;

    /// <summary>The same where nobody knows whether it was paid: a worker keeps a task for 14 days.</summary>
    private const long LongDoubt = 15 * 24 * 3_600_000L;

    /// <summary>Pictures that are marked by one write because their time in the trash is over; each leaves an entry in the record.</summary>
    private const int MostAtOnce = 20;

    /// <summary>The whole job.</summary>
    public static Job Purge(Job job, long now)
    {
        if (!job.Ended)
            throw new InvalidOperationException($"{job.Id} has not ended.");
        return job.Purge is not null ? job : Noted(
            job with
            {
                DeletedAt = job.DeletedAt ?? now,
                Purge = new JobPurge(now),
                Pictures = [.. job.Pictures.Select(picture => Condemn(picture, now))],
                PurgeAt = now + PurgePause,
                PurgeAsks = 0,
            },
            now);
    }

    /// <summary>One picture. It is among what is stored, or nothing changes.</summary>
    public static Job Purge(Job job, string imageId, long now)
    {
        var next = ChangePicture(job, imageId, now, picture => Condemn(picture, now));
        return ReferenceEquals(next, job) ? job : next with { PurgeAt = now + PurgePause, PurgeAsks = 0 };
    }

    /// <summary>What was thrown away at this time or before; not while anything of the job may still come, which somebody may want to see.</summary>
    public static Job PurgeOld(Job job, long cutoff, long now)
    {
        if (!job.Settled || !(TrashedSince(job) <= cutoff))
            return job;
        return job.DeletedAt is not null ? Purge(job, now) : job.Pictures
            .Where(picture => picture is { IsThere: true } && picture.DeletedAt <= cutoff)
            .Take(MostAtOnce)
            .Aggregate(job, (next, picture) => Purge(next, picture.IdIn(job), now));
    }

    /// <summary>One step on the way out.</summary>
    /// <param name="isHeld">Whether somebody else's job that has not settled builds on one of its pictures.</param>
    public static Job PurgeOn(Job job, bool isHeld, long now)
    {
        if (!(job.PurgeAt <= now))
            return job;
        var left = PurgingOf(job);
        if (!job.Settled || (isHeld && left.Count > 0))
            return job with { PurgeAt = now + PurgePause };
        if (left.Count > 0)
        {
            return job with
            {
                Outbox = job.Outbox.With(new PurgeImages { JobId = job.Id, Owner = job.Owner, ImageIds = left }),
                PurgeAsks = job.PurgeAsks + 1,
                PurgeAt = now + Math.Min(NudgeMost, NudgeFirst << Math.Min(job.PurgeAsks, 8)),
            };
        }

        if (job.Purge is not { } purge)
            return job with { PurgeAt = null, PurgeAsks = 0 };
        return DoubtUntil(job) is var until && until > now ? job with { PurgeAt = until } : Forget(job, purge with { DoneAt = now });
    }

    /// <summary>The pictures that Storage has not said to be gone yet.</summary>
    public static IReadOnlyList<string> PurgingOf(Job job) =>
        [.. job.Pictures.Where(picture => picture is { PurgingAt: not null, PurgedAt: null }).Select(picture => picture.IdIn(job))];

    /// <summary>Since when the job, or the first of its pictures, has been in the trash; null where nothing is.</summary>
    public static long? TrashedSince(Job job) => !job.IsThere ? null
        : job.DeletedAt ?? job.Pictures.Where(picture => picture.IsThere).Min(picture => picture.DeletedAt);

    /// <summary>The pictures that must stay while this job has not settled: the provider may read them until then.</summary>
    public static IEnumerable<long> PinsOf(Job job) => job.Settled || !job.IsThere ? []
        : job.Request.References.Select(reference => reference.Trim()).Where(reference => ImageId.JobOf(reference) is not null).Select(JobTerms.OfInput);

    /// <summary>Nothing of it is left in our store. What was made all the same is billed, and gone.</summary>
    public static Job Fold(Job job, ImagePurged fact, long now)
    {
        JobPicture[] pictures = [.. job.Pictures.Select(picture => picture.PurgingAt is not null && picture.IdIn(job) == fact.ImageId ? Gone(picture) : picture)];
        if (pictures.SequenceEqual(job.Pictures))
            return job;
        var next = job with { Pictures = pictures };
        if (PurgingOf(next).Count == 0)
            next = next with { PurgeAt = now };
        return pictures.Select(picture => picture.State).SequenceEqual(job.Pictures.Select(picture => picture.State)) ? next : Conclude(next, now);

        JobPicture Gone(JobPicture picture) => picture with
        {
            PurgedAt = picture.PurgedAt ?? now,
            State = picture.State == PictureState.Generated ? PictureState.Gone : picture.State,
            Delay = null,
        };
    }

    private static JobPicture Condemn(JobPicture picture, long now) => picture.PurgingAt is not null ? picture : picture with
    {
        DeletedAt = picture.DeletedAt ?? now,
        PurgingAt = now,
        Title = null,
        Tags = [],
        Favorite = false,
    };

    private static long DoubtUntil(Job job) => (job.FinishedAt ?? 0) + job.Pictures.Select(picture => picture switch
    {
        { State: PictureState.Stored or PictureState.Gone or PictureState.Stopped } => 0,
        { State: PictureState.Failed, Billed: false } => Doubt,
        _ => LongDoubt,
    }).DefaultIfEmpty().Max();

    /// <summary>
    /// What keeps its id, so that neither a repeated request nor a late fact finds nothing and makes it anew. What is on its way to the record
    /// still goes there.
    /// </summary>
    private static Job Forget(Job job, JobPurge purge) => Job.Of(new ImageRequest { Model = "", Prompt = "" }) with
    {
        Id = job.Id,
        Owner = job.Owner,
        DeletedAt = job.DeletedAt,
        Purge = purge,
        Status = job.Status,
        EndCode = job.EndCode,
        Settled = true,
        CreatedAt = job.CreatedAt,
        ChangedAt = job.ChangedAt,
        FinishedAt = job.FinishedAt,
        Revision = job.Revision + 1,
        Outbox = [.. job.Outbox.Where(entry => entry.Type == nameof(Audited))],
    };
}
