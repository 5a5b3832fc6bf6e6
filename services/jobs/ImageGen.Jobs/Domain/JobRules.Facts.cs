using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Domain;

/// <summary>
/// Folding of facts. Each only raises what is known of its own attempt's pictures (<see cref="PictureState"/>), or takes back what
/// is known to have been said too early; a fact that says nothing new returns the very same document, and then nothing is written.
/// </summary>
internal static partial class JobRules
{
    /// <returns>Whose fact it is, and what it makes of that job at a time in Unix milliseconds.</returns>
    /// <exception cref="ArgumentException">It is no fact about a job.</exception>
    public static (string JobId, Func<Job, long, Job> Fold) FoldOf(object fact) => fact switch
    {
        GenerationStarted started => (started.JobId, (job, now) => Fold(job, started, now)),
        GenerationDeferred deferred => (deferred.JobId, (job, now) => Fold(job, deferred, now)),
        ImagesGenerated generated => (generated.JobId, (job, now) => Fold(job, generated, now)),
        GenerationUnknown unknown => (unknown.JobId, (job, now) => Fold(job, unknown, now)),
        GenerationFailed failed => (failed.JobId, (job, now) => Fold(job, failed, now)),
        GenerationCanceled canceled => (canceled.JobId, (job, now) => Fold(job, canceled, now)),
        ImageStored stored => (stored.JobId, (job, now) => Fold(job, stored, now)),
        ImageStoreFailed failed => (failed.JobId, (job, now) => Fold(job, failed, now)),
        ImageDelayed delayed => (delayed.JobId, (job, now) => Fold(job, delayed, now)),
        ImagePurged purged => (purged.JobId, (job, now) => Fold(job, purged, now)),
        _ => throw new ArgumentException($"{fact.GetType()} is no fact about a job.", nameof(fact)),
    };

    public static Job Fold(Job job, GenerationStarted fact, long now)
    {
        if (AttemptOf(job, fact.Attempt) is not { } attempt)
            return job;
        var started = fact.StartedAt.ToUnixTimeMilliseconds();
        if (fact.OnTheWire)
        {
            var call = new WireCall(fact.Submission, started);
            return Learn(job, Raise(job, fact.Attempt, fact.Indices, picture => OnOrOff(picture with { Wire = Later(picture.Wire, call) })), now);
        }
        var known = attempt with
        {
            StartedAt = Math.Min(attempt.StartedAt ?? started, started),
            LastStartedAt = Math.Max(attempt.LastStartedAt ?? started, started),
        };
        var pictures = Raise(job, fact.Attempt, fact.Indices, picture => Reach(picture, PictureState.Running));
        return Learn(job, pictures, known == attempt ? job.Attempts : Replace(job.Attempts, known), now);
    }

    public static Job Fold(Job job, GenerationDeferred fact, long now) => Learn(
        job,
        Raise(job, fact.Attempt, fact.Indices, picture => OnOrOff(picture with { Deferred = Math.Max(picture.Deferred ?? 0, fact.Submission) })),
        now);

    public static Job Fold(Job job, ImagesGenerated fact, long now)
    {
        var images = fact.Images.ToDictionary(image => image.Index);
        return Learn(job, Raise(job, fact.Attempt, fact.Indices, Generated), now);

        // The seed counts even where the picture was stored before: the two facts may come in either order.
        JobPicture Generated(JobPicture picture) => images.TryGetValue(picture.Index, out var image)
            ? Reach(
                picture with { Seed = picture.Seed ?? image.Seed },
                PictureState.Generated,
                made => made with { ImageId = image.ImageId, Billed = true, Error = null, Submission = null })
            : Reach(picture, PictureState.Failed, failed => failed with { Error = fact.Error ?? NotDelivered, Billed = false });
    }

    public static Job Fold(Job job, GenerationUnknown fact, long now)
    {
        var unknown = new UnknownSubmission(
            fact.SubmitId, fact.SubmittedAt.ToUnixTimeMilliseconds(), fact.PromptHash, fact.Reason, fact.ProviderRequestId, fact.ProviderAnswer);
        return Learn(job, Raise(job, fact.Attempt, fact.Indices, Unknown), now);

        JobPicture Unknown(JobPicture picture) => Reach(picture.Unknown is null ? picture with { Unknown = unknown } : picture, PictureState.Unknown);
    }

    public static Job Fold(Job job, GenerationFailed fact, long now)
    {
        var submission = fact is { SubmitId: { } id, SubmittedAt: { } at } ? new FailedSubmission(id, at.ToUnixTimeMilliseconds()) : null;
        return Learn(job, Raise(job, fact.Attempt, fact.Indices, Failed), now);

        JobPicture Failed(JobPicture picture) =>
            Reach(picture, PictureState.Failed, failed => failed with { Error = fact.Error, Billed = fact.Billed, Submission = submission });
    }

    public static Job Fold(Job job, GenerationCanceled fact, long now)
    {
        var state = fact switch
        {
            { Outcome: CancelOutcome.Stopped } => PictureState.Stopped,
            { Final: true } => PictureState.Unresolved,
            _ => PictureState.Abandoned,
        };
        return Learn(job, Raise(job, fact.Attempt, fact.Indices, Canceled), now);

        JobPicture Canceled(JobPicture picture) => Reach(picture, state, ended => ended with { Billed = state == PictureState.Stopped ? false : null });
    }

    public static Job Fold(Job job, ImageStored fact, long now)
    {
        return Learn(job, Raise(job, fact.Attempt, [fact.Index], Stored), now);

        JobPicture Stored(JobPicture picture) => Reach(picture, PictureState.Stored, kept => kept with
        {
            ImageId = fact.ImageId,
            ContentType = fact.ContentType,
            Bytes = fact.Bytes,
            Sha256 = fact.Sha256,
            Width = fact.Width,
            Height = fact.Height,
            Seed = fact.Seed ?? kept.Seed,
            Billed = true,
            Error = null,
            Delay = null,
            Submission = null,
            Review = job.HeldFor is null ? null : PictureReview.Waits,
            Late = job.Ended || !job.Decides(kept),
        });
    }

    public static Job Fold(Job job, ImageStoreFailed fact, long now)
    {
        return Learn(job, Raise(job, fact.Attempt, [fact.Index], Gone), now);

        JobPicture Gone(JobPicture picture) => Reach(
            picture, PictureState.Gone, lost => lost with { ImageId = fact.ImageId, Error = fact.Error, Delay = null, Billed = true, Submission = null });
    }

    private static readonly GenerationError NotDelivered = new()
    {
        Code = ErrorCodes.NotDelivered,
        Message = "The provider finished without this picture.",
        Retryable = true,
    };

    private static JobAttempt? AttemptOf(Job job, int number) => job.Attempts.FirstOrDefault(attempt => attempt.Number == number);

    private static JobPicture Reach(JobPicture picture, PictureState state, Func<JobPicture, JobPicture>? with = null)
    {
        if (picture.State >= state)
            return picture;
        var raised = picture with { State = state };
        return with is null ? raised : with(raised);
    }

    /// <summary>While nothing better is known: on the wire, unless its last submission was taken back.</summary>
    private static JobPicture OnOrOff(JobPicture picture) => picture.State > PictureState.OnTheWire
        ? picture
        : picture with { State = picture.OnTheWireSince is null ? PictureState.Open : PictureState.OnTheWire };

    private static WireCall Later(WireCall? known, WireCall call) => known is null || call.Submission > known.Submission
        ? call
        : call.Submission == known.Submission ? known with { At = Math.Min(known.At, call.At) } : known;

    /// <returns>The job's own list where nothing was new.</returns>
    private static IReadOnlyList<JobPicture> Raise(Job job, int attempt, IReadOnlyList<int> indices, Func<JobPicture, JobPicture> raise)
    {
        JobPicture[] next = [.. job.Pictures.Select(old => old.Attempt == attempt && indices.Contains(old.Index) ? raise(old) : old)];
        return next.SequenceEqual(job.Pictures) ? job.Pictures : next;
    }

    private static JobAttempt[] Replace(IReadOnlyList<JobAttempt> attempts, JobAttempt next) =>
        [.. attempts.Select(attempt => attempt.Number == next.Number ? next : attempt)];

    private static Job Learn(Job job, IReadOnlyList<JobPicture> pictures, long now) => Learn(job, pictures, job.Attempts, now);

    private static Job Learn(Job job, IReadOnlyList<JobPicture> pictures, IReadOnlyList<JobAttempt> attempts, long now) =>
        ReferenceEquals(pictures, job.Pictures) && ReferenceEquals(attempts, job.Attempts)
            ? job
            : Conclude(job with { Pictures = pictures, Attempts = attempts }, now);
}
