using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Inputs;

/// <summary>The caller's own uploads, and the pictures that the caller sees: the first by the facts beside them in the store, the second by the jobs that made them.</summary>
internal sealed class OwnPictures(IDocuments<Job> jobs, UploadedPictures uploads, ICaller caller, TimeProvider time)
{
    public async Task<FoundInput> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.StartsWith(ImageId.Prefix, StringComparison.Ordinal))
            return await ImageAsync(id, cancellationToken);
        var (upload, problem) = await UploadAsync(id, cancellationToken);
        return upload is null ? problem!
            : upload.Purpose == UploadPurpose.Mask ? FoundInput.Wrong($"{id} is a mask, not a picture.")
            : FoundInput.Of(Input(upload));
    }

    public async Task<FoundInput> MaskAsync(string id, CancellationToken cancellationToken)
    {
        var (upload, problem) = await UploadAsync(id, cancellationToken);
        return upload is null ? problem!
            : upload.Purpose != UploadPurpose.Mask ? FoundInput.Wrong($"{id} was not uploaded as a mask (?purpose=mask).")
            : FoundInput.Of(Input(upload));
    }

    private async Task<(UploadedPicture? Upload, FoundInput? Problem)> UploadAsync(string id, CancellationToken cancellationToken)
    {
        UploadedPicture? upload;
        try
        {
            upload = await uploads.FindAsync(caller.Owner, id, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new ProblemException(503, "object_store_unavailable", "The pictures of this request can not be looked up at the moment.") { Retryable = true };
        }
        if (upload is null)
            return (null, FoundInput.Missing($"There is no upload or picture '{RequestErrors.Shortened(id)}' of yours."));
        return upload.ExpiresAt <= time.GetUtcNow() ? (null, FoundInput.Missing($"{id} has expired: upload it again.")) : (upload, null);
    }

    private async Task<FoundInput> ImageAsync(string id, CancellationToken cancellationToken)
    {
        var job = ImageId.JobOf(id) is { } jobId && await jobs.GetAsync(jobId, cancellationToken) is { Body: { IsThere: true } stored } ? stored : null;
        var picture = job is not null && caller.MayRead(job.Owner) ? job.Pictures.FirstOrDefault(picture => picture.ImageId == id && picture.PurgingAt is null) : null;
        return picture switch
        {
            null => FoundInput.Missing($"There is no upload or picture '{RequestErrors.Shortened(id)}' of yours."),
            _ when !JobRules.IsOpenTo(caller.Owner, job!, picture) => FoundInput.Wrong($"{id} has not been approved by a reviewer."),
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

    private InputImage Input(UploadedPicture upload) => new()
    {
        Key = UploadedPictures.KeyOf(caller.Owner, upload),
        ContentType = upload.ContentType,
        Bytes = upload.Bytes,
        Width = upload.Width,
        Height = upload.Height,
    };
}
