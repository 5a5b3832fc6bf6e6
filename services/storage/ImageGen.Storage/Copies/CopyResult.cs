namespace ImageGen.Storage.Copies;

/// <summary>What one try to copy came to.</summary>
/// <param name="Picture">What was stored; null unless the verdict is <see cref="CopyVerdict.Copied"/>.</param>
/// <param name="Reason">For logs and operators; empty after success.</param>
internal sealed record CopyResult(CopyVerdict Verdict, StoredPicture? Picture, string Reason)
{
    public static CopyResult Copied(StoredPicture picture) => new(CopyVerdict.Copied, picture, "");

    public static CopyResult Failed(CopyVerdict verdict, string reason) => new(verdict, null, reason);
}

internal enum CopyVerdict
{
    Copied,

    /// <summary>The source said that it will not give the bytes (403, 404, 410), or our own store has no such key.</summary>
    SourceRefused,

    /// <summary>No connection.</summary>
    SourceUnreachable,

    /// <summary>Too slow, cut, or an error of the other side.</summary>
    SourceFailed,

    /// <summary>A host that is not on the list, or one whose address is not public.</summary>
    SourceNotAllowed,

    /// <summary>The bytes came, but they are no whole picture.</summary>
    NotAPicture,

    /// <summary>More bytes than our own limit, which says nothing against the picture.</summary>
    TooLarge,

    /// <summary>Our own store did not take it.</summary>
    StoreFailed,
}
