using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;

namespace ImageGen.Storage.Copies;

/// <summary>What becomes of a copy, without any I/O. A result that is the very same object means: nothing to write.</summary>
internal static class CopyRules
{
    /// <summary>So often a source may give something that is no picture before the copy is given up.</summary>
    public const int BadPictureLimit = 5;

    /// <summary>From so many failed connections in a row on, the address itself is in doubt.</summary>
    public const int UnreachableLimit = 3;

    private const long FirstBackoff = 1_000;
    private const long FirstBadPictureBackoff = 4_000;
    private const long LongestBackoff = 5 * 60_000;
    private const long RefetchInterval = 30_000;

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
            Model = message.Model,
            Source = SourceOf(message, image),
            State = CopyState.Waiting,
            NextTryAt = now,
            Seed = image.Seed,
            CreatedAt = now,
        };
        return message.SourcesGone ? KeepLast(copy, copy.Source, now) : copy;
    }

    /// <summary>The worker has said again where a known picture is.</summary>
    public static ImageCopy Hear(ImageCopy copy, ImagesGenerated message, GeneratedImage image, long now)
    {
        if (copy.State != CopyState.Waiting)
            return SayAgain(copy);
        var source = SourceOf(message, image);
        var heard = source.IsSamePlace(copy.Source) || source.ExpiresAt < copy.Source.ExpiresAt
            ? copy
            : copy with { Source = source, Tries = 0, NextTryAt = now };
        return message.SourcesGone && !copy.SourceIsLast ? KeepLast(heard, source, now) : heard;
    }

    /// <summary>A try has ended. <paramref name="tried"/> is the source it read, which may not be the copy's source any more.</summary>
    public static ImageCopy Fold(ImageCopy copy, CopySource tried, CopyResult result, long now)
    {
        if (copy.State != CopyState.Waiting)
            return copy;
        if (result.Picture is { } picture)
            return Store(copy, picture, now);
        return tried.IsSamePlace(copy.Source) ? Wait(copy, result, now) : copy;
    }

    /// <summary>From 1 s doubling to 5 min, and up to a quarter more, so that copies that failed together do not return together.</summary>
    /// <remarks>The spread comes from the id, not from a dice: the same copy always waits equally long.</remarks>
    public static long Backoff(string imageId, int tries, long first)
    {
        var wait = Math.Min(LongestBackoff, first << Math.Min(tries - 1, 20));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{imageId} {tries}")));
        var spread = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
        return wait + (long)(wait * spread / 4);
    }

    private static GenerationError SourceGone { get; } =
        new() { Code = ErrorCodes.ImageSourceGone, Message = "The provider does not keep this picture any more, and it was never copied." };

    private static CopySource SourceOf(ImagesGenerated message, GeneratedImage image) =>
        new(image.SourceUrl, image.SourceKey, message.SourcesExpireAt?.ToUnixTimeMilliseconds());

    private static ImageCopy Store(ImageCopy copy, StoredPicture picture, long now) =>
        SayAgain(copy with { State = CopyState.Stored, NextTryAt = null, Picture = picture, StoredAt = now, Error = null, Outbox = [] });

    private static ImageCopy Lose(ImageCopy copy, GenerationError error) =>
        SayAgain(copy with { State = CopyState.Gone, NextTryAt = null, Error = error, Outbox = [] });

    /// <summary>There will be no fresher source, but the last one may still be good: what is paid is given up only where it refuses.</summary>
    private static ImageCopy KeepLast(ImageCopy copy, CopySource said, long now) =>
        said is { Url: null, Key: null } ? Lose(copy, SourceGone) : copy with { SourceIsLast = true, NextTryAt = now };

    private static ImageCopy Wait(ImageCopy copy, CopyResult result, long now)
    {
        var bad = result.Verdict == CopyVerdict.NotAPicture;
        var failed = copy with
        {
            Tries = copy.Tries + 1,
            BadPictures = copy.BadPictures + (bad ? 1 : 0),
            Error = new GenerationError { Code = ErrorCode(result.Verdict), Message = result.Reason, Retryable = true },
        };
        if (failed.BadPictures >= BadPictureLimit)
            return Lose(failed, failed.Error with { Retryable = false });
        if (copy.SourceIsLast && IsDead(copy.Source, result.Verdict, now))
            return Lose(failed, SourceGone);
        failed = failed with
        {
            NextTryAt = now + (bad ? Backoff(copy.ImageId, failed.BadPictures, FirstBadPictureBackoff) : Backoff(copy.ImageId, failed.Tries, FirstBackoff)),
        };
        return NeedsRefetch(failed, result.Verdict, now) ? Refetch(failed, now) : failed;
    }

    private static bool IsDead(CopySource source, CopyVerdict verdict, long now) => verdict switch
    {
        CopyVerdict.SourceRefused => true,
        CopyVerdict.StoreFailed or CopyVerdict.NotAPicture => false,
        _ => source.ExpiresAt <= now,
    };

    private static bool NeedsRefetch(ImageCopy copy, CopyVerdict verdict, long now) =>
        !copy.SourceIsLast
        && !(now - copy.RefetchedAt < RefetchInterval)
        && verdict switch
        {
            CopyVerdict.SourceRefused or CopyVerdict.NotAPicture => true,
            CopyVerdict.SourceUnreachable => copy.Tries >= UnreachableLimit || copy.Source.ExpiresAt <= now,
            CopyVerdict.StoreFailed => false,
            _ => copy.Source.ExpiresAt <= now,
        };

    private static ImageCopy Refetch(ImageCopy copy, long now) => copy with
    {
        RefetchedAt = now,
        Outbox = copy.Outbox.With(new RefetchImages { JobId = copy.JobId, Attempt = copy.Attempt, Indices = [copy.Index] }),
    };

    private static string ErrorCode(CopyVerdict verdict) => verdict switch
    {
        CopyVerdict.StoreFailed => ErrorCodes.ObjectStoreUnavailable,
        CopyVerdict.NotAPicture => ErrorCodes.NotAPicture,
        CopyVerdict.SourceNotAllowed => ErrorCodes.ImageSourceNotAllowed,
        _ => ErrorCodes.ImageSourceUnavailable,
    };

    private static ImageCopy SayAgain(ImageCopy copy) => copy with { Outbox = copy.Outbox.With(CopyFacts.Of(copy)) };
}
