using System.Text.Json;

namespace ImageGen.Jobs.Domain;

/// <summary>The fields by which jobs are found.</summary>
internal static class JobFields
{
    public const string Owner = "owner";
    public const string Status = "status";
    public const string Model = "model";
    public const string Open = "open";
    public const string Trashed = "trashed";
    public const string Favorite = "favorite";
    public const string Pictured = "pictured";
    public const string FavoritePicture = "favoritePicture";
    public const string TrashedPicture = "trashedPicture";
    public const string InReview = "inReview";
    public const string Terms = "terms";
    public const string CreatedAt = "createdAt";
    public const string ChangedAt = "changedAt";
    public const string NudgeAt = "nudgeAt";
    public const string ExpiresAt = "expiresAt";
    public const string VoidedAt = "voidedAt";
    public const string TrashedAt = "trashedAt";
    public const string PurgeAt = "purgeAt";
    public const string PurgedAt = "purgedAt";
    public const string Pins = "pins";

    /// <summary>A status as the field has it, and as the API shows it.</summary>
    public static string NameOf(JobStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
