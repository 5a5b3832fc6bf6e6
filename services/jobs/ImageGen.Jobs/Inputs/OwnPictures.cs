using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Inputs;

/// <summary>The caller's own uploads and generated pictures: the first by the facts beside them in the store, the second by the jobs that made them.</summary>
internal sealed class OwnPictures(IDocuments<Job> jobs, UploadedPictures uploads, TimeProvider time)
{
    public async Task<FoundInput> FindAsync(string owner, string id, CancellationToken cancellationToken)
    {
        if (id.StartsWith(ImageId.Prefix, StringComparison.Ordinal))
            return await ImageAsync(owner, id, cancellationToken);
        var (upload, problem) = await UploadAsync(owner, id, cancellationToken);
        return upload is null ? problem!
            : upload.Purpose == UploadPurpose.Mask ? FoundInput.Wrong($"{id} is a mask, not a picture.")
            : FoundInput.Of(Input(owner, upload));
    }

    public async Task<FoundInput> MaskAsync(string owner, string id, CancellationToken cancellationToken)
    {
        var (upload, problem) = await UploadAsync(owner, id, cancellationToken);
        return upload is null ? problem!
            : upload.Purpose != UploadPurpose.Mask ? FoundInput.Wrong($"{id} was not uploaded as a mask (?purpose=mask).")
            : FoundInput.Of(Input(owner, upload));
    }

    private async Task<(UploadedPicture? Upload, FoundInput? Problem)> UploadAsync(string owner, string id, CancellationToken cancellationToken)
    {
        UploadedPicture? upload;
        try
        {
            upload = await uploads.FindAsync(owner, id, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new ProblemException(503, "object_store_unavailable", "The pictures of this request can not be looked up at the moment.") { Retryable = true };
        }
        if (upload is null)
            return (null, FoundInput.Missing($"There is no upload or picture '{RequestErrors.Shortened(id)}' of yours."));
        return upload.ExpiresAt <= time.GetUtcNow() ? (null, FoundInput.Missing($"{id} has expired: upload it again.")) : (upload, null);
    }

    private async Task<FoundInput> ImageAsync(string owner, string id, CancellationToken cancellationToken)
    {
        var job = ImageId.JobOf(id) is { } jobId && await jobs.GetAsync(jobId, cancellationToken) is { } stored ? stored.Body : null;
        var picture = job?.Owner == owner ? job.Pictures.FirstOrDefault(picture => picture.ImageId == id) : null;
        return picture switch
        {
            null => FoundInput.Missing($"There is no upload or picture '{RequestErrors.Shortened(id)}' of yours."),
            { State: PictureState.Stored, ContentType: { } type } => FoundInput.Of(new InputImage
            {
                Key = PictureKeys.Original(id, type),
                ContentType = type,
                Bytes = picture.Bytes,
                Width = picture.Width,
                Height = picture.Height,
            }),
            { State: PictureState.Generated } => FoundInput.Missing($"{id} is not stored yet: try again in a moment."),
            _ => FoundInput.Missing($"{id} was never stored."),
        };
    }

    private static InputImage Input(string owner, UploadedPicture upload) => new()
    {
        Key = UploadedPictures.KeyOf(owner, upload),
        ContentType = upload.ContentType,
        Bytes = upload.Bytes,
        Width = upload.Width,
        Height = upload.Height,
    };
}
