using ImageGen.ObjectStorage;
using ImageGen.Pictures;
using ImageGen.ServiceDefaults;
using ImageGen.Storage.Pictures;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Refuses what is no whole picture before a job can name it: a damaged one would be found by the provider, minutes later. Decodes no
/// more pictures at a time than there are cores.
/// </summary>
internal sealed class UploadPreparer : IDisposable
{
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);

    /// <param name="content">Seekable; the caller's, also where it is what is kept.</param>
    /// <exception cref="ProblemException">415 or 422; 503 where a mask can not be made on this machine.</exception>
    public async Task<PreparedUpload> PrepareAsync(Stream content, UploadPurpose purpose, CancellationToken cancellationToken)
    {
        await cores.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Prepare(content, purpose), cancellationToken);
        }
        catch (InvalidPictureException error)
        {
            throw error.IsOtherKind
                ? new ProblemException(415, "unsupported_picture_type", "This is no PNG, JPEG or WebP.")
                : new ProblemException(422, "invalid_picture", error.Message);
        }
        catch (VipsException)
        {
            throw new ProblemException(422, "invalid_picture", "The picture is damaged: its pixels can not be decoded.");
        }
        finally
        {
            cores.Release();
        }
    }

    public void Dispose() => cores.Dispose();

    private static PreparedUpload Prepare(Stream content, UploadPurpose purpose)
    {
        var mostPixels = purpose == UploadPurpose.Mask ? UploadLimits.MaxMaskPixels : UploadLimits.MaxPixels;
        var structure = PictureInspector.Inspect(content, mostPixels);
        CheckSize(structure, mostPixels);
        content.Position = 0;
        if (purpose == UploadPurpose.Mask)
            return MaskMaker.Make(content);
        var prepared = Vips.IsAvailable ? ReferenceMaker.Make(content, structure) : null;
        content.Position = 0;
        return prepared ?? new PreparedUpload(content, structure.Format, structure.Width, structure.Height);
    }

    private static void CheckSize(PictureStructure picture, long maxPixels)
    {
        var size = FormattableString.Invariant($"The picture has {picture.Width} × {picture.Height} pixels");
        if (picture.Width < UploadLimits.MinSide || picture.Height < UploadLimits.MinSide)
            throw new ProblemException(422, "picture_too_small", $"{size}; each side needs at least {UploadLimits.MinSide}.");
        if ((long)picture.Width * picture.Height > maxPixels)
            throw new ProblemException(422, "picture_too_large", $"{size}; width × height is at most {maxPixels}.");
    }
}
