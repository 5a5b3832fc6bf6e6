using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Links;

internal sealed record CreateLinkRequest(
    [property: Description("When it ends, at most 366 days from now; null: in seven days.")] DateTimeOffset? ExpiresAt = null,
    [property: Description("How often it gives the picture, 1 to 100000; null: 100 times.")] int? MaxDownloads = null)
{
    /// <exception cref="ProblemException">422.</exception>
    public (long ExpiresAt, int MaxDownloads) Check(DateTimeOffset now)
    {
        var end = ExpiresAt ?? now + LinkRules.Usual;
        if (end <= now || end > now + LinkRules.Longest)
            throw ProblemException.Of(422, ErrorCodes.LinkExpiryInvalid, "/expires_at");
        return MaxDownloads is null or (>= 1 and <= LinkRules.MostDownloads)
            ? (end.ToUnixTimeMilliseconds(), MaxDownloads ?? LinkRules.UsualDownloads)
            : throw ProblemException.Of(422, ErrorCodes.LinkDownloadsInvalid, "/max_downloads");
    }
}

[Description("Shows one picture to whoever has its address, without an account.")]
internal sealed record LinkResponse(
    [property: Description("Begins with lnk_; it opens nothing.")] string Id,
    string ImageId,
    [property: Description("Id of the user who made it.")] string CreatedBy,
    DateTime CreatedAt,
    DateTime ExpiresAt,
    int MaxDownloads,
    [property: Description("How often it gave the picture.")] int Downloads,
    DateTime? LastDownloadAt,
    [property: Description("When it was taken back.")] DateTime? RevokedAt,
    [property: Description("Neither expired, nor used up, nor taken back. While the picture is in the trash or not approved, or who made it may not change it any more, it gives nothing all the same.")] bool Open)
{
    /// <param name="now">Unix milliseconds.</param>
    public static LinkResponse Of(ImageLink link, long now) => new(
        link.Id, link.ImageId, link.CreatedBy, JobView.Utc(link.CreatedAt), JobView.Utc(link.ExpiresAt), link.MostDownloads, link.Downloads, Time(link.DownloadedAt), Time(link.RevokedAt),
        LinkRules.IsOpen(link, now));

    private static DateTime? Time(long? moment) => moment is { } time ? JobView.Utc(time) : null;
}

internal sealed record CreatedLinkResponse(
    [property: Description("Where the picture is for whoever has this: a path, behind the address of this installation. Shown only here.")] string Url,
    LinkResponse Link);

internal sealed record LinkPageResponse(
    IReadOnlyList<LinkResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore);
