using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Storage.Copies;

/// <summary>One picture on its way into our store, and what is known of it there. Times are Unix milliseconds.</summary>
internal sealed record ImageCopy : DocumentPart, IDocument<ImageCopy>, IOutboxDocument<ImageCopy>
{
    public const string NextTryAtField = "nextTryAt";
    public const string PurgeAtField = "purgeAt";

    public static DocumentModel<ImageCopy> Documents { get; } = new DocumentModel<ImageCopy>("image_copies", copy => copy.ImageId)
        .Number(NextTryAtField, copy => copy.NextTryAt)
        .Number(PurgeAtField, CopyRules.PurgeAt)
        .IndexWhereSet(NextTryAtField)
        .IndexWhereSet(PurgeAtField)
        .WithOutbox();

    /// <summary>Derived from job, attempt and index: a repeated message can not make a second copy.</summary>
    public required string ImageId { get; init; }

    public required string JobId { get; init; }

    public required int Attempt { get; init; }

    public required int Index { get; init; }

    /// <summary>How many pictures the whole job asks for.</summary>
    public required int Total { get; init; }

    public required string Owner { get; init; }

    /// <summary>The user who alone sees it until a reviewer has approved it; null where everybody of the space does.</summary>
    public string? HeldFor { get; init; }

    /// <summary>The last decision of a reviewer; null while there was none.</summary>
    public CopyReview? Review { get; init; }

    public required string Model { get; init; }

    public required CopySource Source { get; init; }

    public required CopyState State { get; init; }

    /// <summary>When to try next; null unless waiting.</summary>
    public long? NextTryAt { get; init; }

    /// <summary>Failures so far, whatever their cause and their source.</summary>
    public int Tries { get; init; }

    /// <summary>When the worker was last asked for a fresh source.</summary>
    public long? RefetchedAt { get; init; }

    /// <summary>How often it was asked.</summary>
    public int Refetches { get; init; }

    /// <summary>The provider has forgotten the picture's task, or keeps none: no fresher source is to be expected.</summary>
    public bool SourceIsLast { get; init; }

    /// <summary>What is stored; null unless stored.</summary>
    public StoredPicture? Picture { get; init; }

    public long? Seed { get; init; }

    public required long CreatedAt { get; init; }

    public long? StoredAt { get; init; }

    /// <summary>Why the last try failed, or why the picture is gone.</summary>
    public GenerationError? Error { get; init; }

    /// <summary>Since when tries have failed for that reason; null unless waiting.</summary>
    public long? DelayedSince { get; init; }

    /// <summary>It is to go for good, or has gone; null for every picture that is to be kept.</summary>
    public CopyPurge? Purge { get; init; }

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public ImageCopy WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}

/// <summary>
/// Where the bytes are now: a URL of the provider, which may be a <c>data:</c> one, or a key in our own store; neither where the provider
/// has dropped them.
/// </summary>
/// <param name="ExpiresAt">Unix milliseconds.</param>
internal sealed record CopySource(string? Url, string? Key, long? ExpiresAt) : DocumentPart
{
    public bool IsNowhere => Url is null && Key is null;

    public bool IsSamePlace(CopySource other) => Url == other.Url && Key == other.Key;

    public bool HasExpired(long now) => ExpiresAt <= now;

    /// <summary>A picture that is stored, or lost, is not kept in its document as well.</summary>
    public CopySource WithoutBytes() => DataUri.Is(Url) ? this with { Url = null } : this;
}

/// <param name="At">When that was heard, Unix milliseconds.</param>
/// <param name="Sweeps">How often all objects of the picture have been deleted since.</param>
internal sealed record CopyPurge(long At, int Sweeps) : DocumentPart;

/// <param name="Decision">Its number.</param>
/// <param name="Approved">Whether everybody of the space may see the picture.</param>
internal sealed record CopyReview(int Decision, bool Approved) : DocumentPart;

/// <summary>The object as it lies in the store.</summary>
/// <param name="Sha256">Of the object's bytes, hex.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record StoredPicture(string Key, string ContentType, string Sha256, long Bytes, int Width, int Height) : DocumentPart;
