using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Remembers an upload until its objects are deleted. Written before them, so that nothing lies in the store that nobody knows of; an
/// upload that broke off leaves one whose objects are missing.
/// </summary>
internal sealed record Upload : DocumentPart, IDocument<Upload>
{
    public const string PurgeAtField = "purgeAt";

    public required string Owner { get; init; }

    public required UploadedPicture Picture { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long PurgeAt { get; init; }

    public static DocumentModel<Upload> Documents { get; } = new DocumentModel<Upload>("uploads", upload => upload.Picture.Id)
        .Number(PurgeAtField, upload => upload.PurgeAt)
        .Index(PurgeAtField);
}
