using System.Security.Cryptography;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Labels;
using ImageGen.Storage.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage.Copying;

/// <inheritdoc />
internal sealed partial class PictureCopier(
    SourceReader sources, IObjectStore objects, IOptions<StorageOptions> options, TimeProvider time, ILogger<PictureCopier> logger) : IPictureCopier
{
    public async Task<CopyResult> CopyAsync(string imageId, CopySource source, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.Value.CopyTimeout, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await using var body = await sources.ReadAsync(source, limited.Token);
            return await StoreAsync(imageId, body.Content, limited.Token);
        }
        catch (SourceException error)
        {
            return CopyResult.Failed(error.Verdict, error.Message);
        }
        catch (InvalidPictureException error)
        {
            return CopyResult.Failed(CopyVerdict.NotAPicture, error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return CopyResult.Failed(CopyVerdict.SourceFailed, $"The picture was not copied within {options.Value.CopyTimeout} (Storage:CopyTimeout).");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return CopyResult.Failed(CopyVerdict.StoreFailed, $"A temporary file can not be read: {error.Message}");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotUnderstood(error, imageId);
            return CopyResult.Failed(CopyVerdict.NotAPicture, $"The bytes could not be read: {error.Message}");
        }
    }

    public async Task DiscardAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await objects.DeleteAsync(key, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotDiscarded(key, error.Message);
        }
    }

    private async Task<CopyResult> StoreAsync(string imageId, Stream content, CancellationToken cancellationToken)
    {
        var structure = PictureInspector.Inspect(content);
        var label = new AigcLabel(options.Value.ContentProducer, imageId);
        await using var labelled = new EditedStream(content, ImplicitLabel.EditsFor(content, structure, label));
        var picture = new StoredPicture(
            PictureKeys.Original(imageId, structure.Format.ContentType()),
            structure.Format.ContentType(),
            Convert.ToHexStringLower(await SHA256.HashDataAsync(labelled, cancellationToken)),
            labelled.Length,
            structure.Width,
            structure.Height);
        labelled.Position = 0;
        try
        {
            await objects.PutAsync(picture.Key, labelled, picture.ContentType, cancellationToken);
            return CopyResult.Copied(picture);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return CopyResult.Failed(CopyVerdict.StoreFailed, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "The bytes of {ImageId} are something that the reader of pictures did not expect")]
    private partial void LogNotUnderstood(Exception error, string imageId);

    [LoggerMessage(LogLevel.Warning, "The object {Key} is not needed any more and could not be deleted: {Reason}")]
    private partial void LogNotDiscarded(string key, string reason);
}
