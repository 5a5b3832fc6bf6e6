using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Storage.Copies;

/// <summary>
/// What becomes of a copy, without any I/O. A picture is paid: whatever a source gives or says, it is given up only when the last link to
/// it has expired. A result that is the very same object means: nothing to write.
/// </summary>
internal static partial class CopyRules
{
    /// <summary>From so many failed connections in a row on, the address itself is in doubt.</summary>
    public const int UnreachableLimit = 3;

    /// <summary>From this many failures in a row on people are told; fewer pass within seconds.</summary>
    public const int TellFrom = 3;

    /// <summary>How long a link is taken to live where its message does not say, milliseconds.</summary>
    public const long LinkLife = 24 * Hour;

    /// <summary>How much longer than a link bytes in our own store wait for an operator to raise the limit, milliseconds.</summary>
    public const long OwnGrace = 6 * 24 * Hour;

    /// <summary>How long after the end of a link no fresher one can come, whether the worker has answered or not, milliseconds.</summary>
    public const long Silence = 14 * 24 * Hour;

    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    public static ImageCopy New(ImagesGenerated message, GeneratedImage image, long now)
    {
        var copy = new ImageCopy
        {
            ImageId = image.ImageId,
            JobId = message.JobId,
            Attempt = message.Attempt,
            Index = image.Index,
            Total = message.Total,
            Owner = message.Owner,
            HeldFor = message.HeldFor,
            Model = message.Model,
            Source = SourceOf(message, image, now),
            State = CopyState.Waiting,
            NextTryAt = now,
            Seed = image.Seed,
            CreatedAt = now,
        };
        return message.SourcesGone ? KeepLast(copy, now) : copy;
    }

    /// <summary>The worker has said again where a known picture is.</summary>
    public static ImageCopy Hear(ImageCopy copy, ImagesGenerated message, GeneratedImage image, long now)
    {
        if (copy.Purge is not null)
            return HearAgain(copy);
        if (copy.State == CopyState.Stored)
            return SayAgain(copy);
        var source = SourceOf(message, image, now);
        var isFresher = !source.IsNowhere && !source.IsSamePlace(copy.Source) && !(source.ExpiresAt < copy.Source.ExpiresAt);
        if (copy.State == CopyState.Gone && !(isFresher && source.ExpiresAt > now))
            return SayAgain(copy);
        // The failures before stay counted: links that are all alike must not be tried without a pause.
        var heard = isFresher
            ? copy with { State = CopyState.Waiting, Source = source, SourceIsLast = message.SourcesGone, NextTryAt = now }
            : copy;
        return message.SourcesGone && !heard.SourceIsLast ? KeepLast(heard, now) : heard;
    }

    /// <summary>A reviewer has decided; an earlier decision may come later.</summary>
    public static ImageCopy Hear(ImageCopy copy, ImageReviewed message) => copy.Purge is not null || copy.Review?.Decision >= message.Decision
        ? copy
        : copy with { Review = new CopyReview(message.Decision, message.Approved) };

    /// <summary>A try has ended. <paramref name="tried"/> is the source it read, which may not be the copy's source any more.</summary>
    public static ImageCopy Fold(ImageCopy copy, CopySource tried, CopyResult result, long now)
    {
        if (copy.State == CopyState.Stored || copy.Purge is not null)
            return copy;
        if (result.Picture is { } picture)
            return Store(copy, picture, now);
        return copy.State == CopyState.Waiting && tried.IsSamePlace(copy.Source) ? Wait(copy, result, now) : copy;
    }

    /// <summary>
    /// From 1 s doubling to 5 min, and up to a quarter more, so that copies that failed together do not return together. Our own store is
    /// tried each minute: people wait for it, and it is near. What only a person can mend is tried from 1 min to 30.
    /// </summary>
    /// <remarks>The spread comes from the id, not from a dice: the same copy always waits equally long.</remarks>
    public static long Backoff(string imageId, int tries, CopyVerdict verdict, bool forPerson = false)
    {
        var (first, longest) = forPerson ? (Minute, 30 * Minute) : (Second, verdict == CopyVerdict.StoreFailed ? Minute : 5 * Minute);
        var wait = Doubled(first, tries - 1, longest);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{imageId} {tries}")));
        var spread = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
        return wait + (long)(wait * spread / 4);
    }

    private static GenerationError SourceGone { get; } = new()
    {
        Code = ErrorCodes.ImageSourceGone,
        Message = "The provider does not keep this picture any more, and it was never copied.",
        Retryable = true,
    };

    private static long Doubled(long first, int times, long longest) => Math.Min(longest, first << Math.Clamp(times, 0, 20));

    private static CopySource SourceOf(ImagesGenerated message, GeneratedImage image, long now) => new(
        image.SourceUrl, image.SourceKey, message.SourcesExpireAt?.ToUnixTimeMilliseconds() ?? now + LinkLife);

    private static ImageCopy Store(ImageCopy copy, StoredPicture picture, long now) => SayAgain(copy with
    {
        State = CopyState.Stored,
        Source = copy.Source.WithoutBytes(),
        NextTryAt = null,
        Picture = picture,
        StoredAt = now,
        Error = null,
        DelayedSince = null,
        Outbox = [],
    });

    private static ImageCopy Lose(ImageCopy copy, GenerationError error) => SayAgain(copy with
    {
        State = CopyState.Gone,
        Source = copy.Source.WithoutBytes(),
        NextTryAt = null,
        Error = error,
        DelayedSince = null,
        Outbox = [],
    });

    /// <summary>There will be no fresher source; the one there is may still be good for as long as it lives.</summary>
    private static ImageCopy KeepLast(ImageCopy copy, long now) =>
        copy.Source.IsNowhere ? Lose(copy, SourceGone) : copy with { SourceIsLast = true, NextTryAt = now };

    private static ImageCopy Wait(ImageCopy copy, CopyResult result, long now)
    {
        var error = new GenerationError { Code = CodeOf(result.Verdict), Message = result.Reason, Retryable = true };
        var isOther = copy.Error?.Code != error.Code;
        var failed = copy with
        {
            Tries = copy.Tries + 1,
            Error = error,
            DelayedSince = isOther ? now : copy.DelayedSince ?? now,
        };
        if (IsOver(failed, result.Verdict, now))
            return Lose(failed, EndOf(copy, error));
        failed = failed with { NextTryAt = now + Backoff(copy.ImageId, failed.Tries, result.Verdict, IsForPerson(copy.Source, result.Verdict)) };
        if (failed.Tries == TellFrom || (isOther && (failed.Tries > TellFrom || result.Verdict == CopyVerdict.TooLarge)))
            failed = failed with { Outbox = failed.Outbox.With(CopyFacts.Delayed(failed)) };
        return NeedsRefetch(failed, result.Verdict, now) ? Refetch(failed, now) : failed;
    }

    private static bool IsOver(ImageCopy copy, CopyVerdict verdict, long now)
    {
        var grace = verdict == CopyVerdict.TooLarge && copy.Source.Key is not null ? OwnGrace : 0;
        return verdict != CopyVerdict.StoreFailed
            && copy.Source.HasExpired(now - grace)
            && (copy.SourceIsLast || copy.Source.HasExpired(now - Silence));
    }

    /// <summary>Our limit, and bytes of our own: neither changes by itself.</summary>
    private static bool IsForPerson(CopySource source, CopyVerdict verdict) =>
        verdict == CopyVerdict.TooLarge || (verdict == CopyVerdict.NotAPicture && source.Key is not null);

    /// <summary>
    /// A link that has ended is refused, whatever was wrong with it before. Where that was ours to mend it is the reason that helps: else
    /// the same would happen to the next picture.
    /// </summary>
    private static GenerationError EndOf(ImageCopy before, GenerationError last)
    {
        var reason = HelpsToKnow(last) ? last : before.Error is { } earlier && HelpsToKnow(earlier) ? earlier : SourceGone;
        return reason with { Retryable = reason.Code is ErrorCodes.ImageSourceGone or ErrorCodes.NotAPicture };
    }

    private static bool HelpsToKnow(GenerationError error) =>
        error.Code is ErrorCodes.NotAPicture or ErrorCodes.PictureTooLarge or ErrorCodes.ImageSourceNotAllowed;

    private static bool NeedsRefetch(ImageCopy copy, CopyVerdict verdict, long now) =>
        !copy.SourceIsLast
        && !(now - copy.RefetchedAt < Doubled(30 * Second, copy.Refetches - 1, 10 * Minute))
        && verdict switch
        {
            CopyVerdict.SourceRefused or CopyVerdict.NotAPicture => true,
            CopyVerdict.SourceUnreachable => copy.Tries >= UnreachableLimit || copy.Source.HasExpired(now),
            CopyVerdict.StoreFailed => false,
            _ => copy.Source.HasExpired(now),
        };

    private static ImageCopy Refetch(ImageCopy copy, long now) => copy with
    {
        RefetchedAt = now,
        Refetches = copy.Refetches + 1,
        Outbox = copy.Outbox.With(new RefetchImages { JobId = copy.JobId, Attempt = copy.Attempt, Indices = [copy.Index] }),
    };

    private static string CodeOf(CopyVerdict verdict) => verdict switch
    {
        CopyVerdict.StoreFailed => ErrorCodes.ObjectStoreUnavailable,
        CopyVerdict.NotAPicture => ErrorCodes.NotAPicture,
        CopyVerdict.TooLarge => ErrorCodes.PictureTooLarge,
        CopyVerdict.SourceNotAllowed => ErrorCodes.ImageSourceNotAllowed,
        _ => ErrorCodes.ImageSourceUnavailable,
    };

    private static ImageCopy SayAgain(ImageCopy copy) => copy with { Outbox = copy.Outbox.With(CopyFacts.Of(copy)) };
}
