using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Storage.Copies;

/// <summary>
/// Pictures that go for good: marked, then their objects are deleted, then told, and at last forgotten. Between the last two the copy stays
/// as a tombstone, which a late or repeated message finds and whoever was about to put an object looks at.
/// </summary>
internal static partial class CopyRules
{
    /// <summary>
    /// When all objects of a picture are deleted, after it was marked, in milliseconds: at once, and again for whoever was only asleep on the
    /// way to put one, and died before it could look at the mark. With the last time the copy itself goes: a worker keeps a task for 14 days,
    /// so nobody speaks of the picture any more.
    /// </summary>
    private static readonly long[] Sweeps = [0, 24 * Hour, 30 * 24 * Hour];

    /// <summary>A tombstone in the place of a picture that is not known: it may still be on its way.</summary>
    public static ImageCopy Purged(PurgeImages message, string imageId, long now) => new()
    {
        ImageId = imageId,
        JobId = message.JobId,
        Attempt = 0,
        Index = 0,
        Total = 0,
        Owner = message.Owner,
        Model = "",
        Source = Nowhere,
        State = CopyState.Gone,
        CreatedAt = now,
        Purge = new CopyPurge(now, Sweeps: 0),
    };

    /// <summary>Nobody reads it any more, and nobody tries to copy it. That it was asked for again is answered where there is an answer.</summary>
    public static ImageCopy Purge(ImageCopy copy, long now) => copy.Purge is null
        ? copy with { Purge = new CopyPurge(now, Sweeps: 0), NextTryAt = null, Outbox = [] }
        : HearAgain(copy);

    /// <summary>Its objects have just been deleted.</summary>
    /// <returns>Null where the copy itself is to go.</returns>
    public static ImageCopy? Swept(ImageCopy copy, long now)
    {
        if (copy.Purge is not { } purge)
            return copy;
        var sweeps = Sweeps.Count(after => purge.At + after <= now);
        var done = purge with { Sweeps = Math.Clamp(sweeps, 1, Sweeps.Length - 1) };
        if (!IsTombstone(copy))
            return Tell(Tombstone(copy, done));
        if (sweeps < Sweeps.Length)
            return copy with { Purge = done };
        // What has not been told yet would go with it.
        return copy.Outbox.Count > 0 ? copy : null;
    }

    /// <summary>When to delete its objects, or the copy itself; null where it is to be kept.</summary>
    /// <remarks>A version that does not know the mark may have stored the picture once more: then it is due at once.</remarks>
    public static long? PurgeAt(ImageCopy copy) => copy.Purge is { } purge ? purge.At + (IsTombstone(copy) ? Sweeps[purge.Sweeps] : 0) : null;

    private static CopySource Nowhere { get; } = new(Url: null, Key: null, ExpiresAt: 0);

    private static ImageCopy Tombstone(ImageCopy copy, CopyPurge purge) => copy with
    {
        State = CopyState.Gone,
        Source = Nowhere,
        NextTryAt = null,
        Picture = null,
        Error = null,
        DelayedSince = null,
        Purge = purge,
    };

    /// <summary>Nothing is left of it but the mark.</summary>
    private static bool IsTombstone(ImageCopy copy) => copy is { State: CopyState.Gone, Picture: null, Source.IsNowhere: true, Purge.Sweeps: > 0 };

    private static ImageCopy HearAgain(ImageCopy copy) => IsTombstone(copy) ? Tell(copy) : copy;

    private static ImageCopy Tell(ImageCopy copy) =>
        copy with { Outbox = copy.Outbox.With(new ImagePurged { JobId = copy.JobId, ImageId = copy.ImageId }) };
}
