namespace ImageGen.Jobs.Links;

/// <summary>What becomes of a link. Pure; times are Unix milliseconds.</summary>
internal static class LinkRules
{
    /// <summary>Of one picture, at a time.</summary>
    public const int Most = 100;

    public const int MostDownloads = 100_000;

    public const int UsualDownloads = 100;

    public static readonly TimeSpan Usual = TimeSpan.FromDays(7);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Whether it still opens, as far as the link itself is concerned.</summary>
    public static bool IsOpen(ImageLink link, long now) => link.RevokedAt is null && link.ExpiresAt > now && link.Downloads < link.MostDownloads;

    /// <summary>Somebody is given the picture.</summary>
    /// <returns>The very link where it has ended.</returns>
    public static ImageLink Follow(ImageLink link, long now) =>
        IsOpen(link, now) ? link with { Downloads = link.Downloads + 1, DownloadedAt = now } : link;

    /// <returns>The very link where that was done before.</returns>
    public static ImageLink Revoke(ImageLink link, long now) => link.RevokedAt is null ? link with { RevokedAt = now } : link;
}
