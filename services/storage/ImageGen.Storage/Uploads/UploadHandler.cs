using System.Security.Cryptography;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Uploads;

/// <summary>Checks and keeps one upload.</summary>
internal sealed partial class UploadHandler(
    UploadPreparer preparer, UploadAllowance allowance, UploadedPictures pictures, IDocuments<Upload> uploads, SpoolSpace space, TimeProvider time,
    ILogger<UploadHandler> logger)
{
    /// <summary>Asks whether there is room, before anything is read.</summary>
    /// <param name="length">Of the body, bytes; null where nobody told it.</param>
    /// <exception cref="ProblemException">409: too much for this owner.</exception>
    /// <exception cref="DocumentStoreFullException">There is too little room on the disk to begin anything.</exception>
    public Task RequireRoomAsync(string owner, long? length, CancellationToken cancellationToken)
    {
        space.Require();
        // What is longer than a picture may be is told so, and not that it has no room.
        return allowance.RequireAsync(owner, length is <= UploadLimits.MaxBytes and { } bytes ? bytes : 0, cancellationToken);
    }

    /// <exception cref="ProblemException">What is wrong with the picture, or 503 where our store does not take it.</exception>
    /// <exception cref="DocumentStoreFullException">There is too little room on the disk to begin anything.</exception>
    public async Task<UploadedPicture> HandleAsync(string owner, UploadPurpose purpose, Stream content, CancellationToken cancellationToken)
    {
        await RequireRoomAsync(owner, content.Length, cancellationToken);
        await using var prepared = await preparer.PrepareAsync(owner, content, purpose, cancellationToken);
        var now = time.GetUtcNow();
        var picture = new UploadedPicture
        {
            Id = DocumentId.New(UploadedPictures.IdPrefix, time),
            Purpose = purpose,
            ContentType = prepared.Format.ContentType(),
            Bytes = prepared.Content.Length,
            Width = prepared.Width,
            Height = prepared.Height,
            Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(prepared.Content, cancellationToken)),
            CreatedAt = now,
            ExpiresAt = now + UploadLimits.Life,
        };
        prepared.Content.Position = 0;
        var upload = new Upload { Owner = owner, Picture = picture, PurgeAt = (picture.ExpiresAt + UploadLimits.Grace).ToUnixTimeMilliseconds() };
        await uploads.InsertAsync(upload, cancellationToken);
        try
        {
            await pictures.PutAsync(owner, picture, prepared.Content, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException && !DiskFull.Is(error))
        {
            LogNotStored(picture.Id, error.Message);
            throw new ProblemException(503, "object_store_unavailable", "The picture can not be stored at the moment.") { Retryable = true };
        }
        await allowance.AddAsync(owner, picture.Bytes, cancellationToken);
        return picture;
    }

    [LoggerMessage(LogLevel.Warning, "The upload {Id} could not be stored: {Reason}")]
    private partial void LogNotStored(string id, string reason);
}
