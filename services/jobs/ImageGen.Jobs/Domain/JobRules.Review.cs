using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Domain;

/// <summary>Pictures that others see only when a reviewer has approved them.</summary>
internal static partial class JobRules
{
    /// <summary>
    /// When a decision is told, in milliseconds: nobody asks for it, so it must not hang on one message, which a bus in memory forgets with
    /// its process and a store that is away does not take.
    /// </summary>
    private static readonly long[] ToldAfter = [0, 60_000, 3_600_000, 86_400_000];

    /// <param name="space">That is to have the job: in one's own nobody else sees anything.</param>
    /// <param name="userId">Who asks for it.</param>
    /// <param name="isChosen">Whether an administrator has chosen this user.</param>
    /// <returns>For whom a job is held; null where it is not.</returns>
    public static string? HeldFor(ReviewedUsers whose, string space, string userId, bool isChosen) =>
        Spaces.TeamOf(space) is not null && (whose == ReviewedUsers.All || (whose == ReviewedUsers.Chosen && isChosen)) ? userId : null;

    /// <summary>
    /// A reviewer decides on one picture. The same decision again changes nothing that people can see; it is said again, for whoever has
    /// not heard it.
    /// </summary>
    /// <param name="verdict">Its number does not count.</param>
    public static Job Review(Job job, string imageId, PictureReview verdict, long now)
    {
        var next = ChangePicture(job, imageId, now, picture => picture.Review is not { } known || (known.State == verdict.State && known.Reason == verdict.Reason)
            ? picture
            : picture with { Review = verdict with { At = now, Decision = known.Decision + 1 } });
        return next.Pictures.FirstOrDefault(picture => picture.IdIn(job) == imageId)?.Review is { Decision: > 0 } review
            ? next with { Outbox = Tell(next.Outbox, job.Id, imageId, review, now) }
            : next;
    }

    /// <summary>Whether a user may go on with a picture, as if there were no review.</summary>
    public static bool IsOpenTo(string userId, Job job, JobPicture picture) =>
        job.HeldFor == userId || IsOpenToAll(job, picture);

    /// <summary>Whether a picture may go to people outside its space, by whoever's hand: it is in no trash, and everybody of the space sees it.</summary>
    public static bool MayLeave(Job job, JobPicture picture) => job.DeletedAt is null && picture.DeletedAt is null && IsOpenToAll(job, picture);

    /// <summary>Whether everybody of the space sees a picture.</summary>
    public static bool IsOpenToAll(Job job, JobPicture picture) => job.HeldFor is null || picture.Review is { State: ReviewState.Approved };

    private static IReadOnlyList<OutboxEntry> Tell(IReadOnlyList<OutboxEntry> outbox, string jobId, string imageId, PictureReview review, long now)
    {
        var message = new ImageReviewed { JobId = jobId, ImageId = imageId, Decision = review.Decision, Approved = review.State == ReviewState.Approved };
        return ToldAfter.Index().Aggregate(outbox, (entries, time) => entries.With(
            message,
            string.Create(CultureInfo.InvariantCulture, $"{nameof(ImageReviewed)}:{imageId}:{time.Index}"),
            time.Item == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(now + time.Item)));
    }
}
