using ImageGen.ObjectStorage;
using ImageGen.Pictures;
using ImageGen.ServiceDefaults;
using ImageGen.Storage.Pictures;
using ImageGen.Storage.Uploads.Cleaning;
using Microsoft.Extensions.Options;
using NetVips;

namespace ImageGen.Storage.Uploads;

/// <summary>
/// Cuts out of a picture what is nobody's business, and refuses what is no whole picture before a job can name it: a damaged one would be
/// found by the provider, minutes later. How much is decoded at a time is bounded, fairly between callers.
/// </summary>
internal sealed class UploadPreparer(IOptions<StorageOptions> options)
{
    private readonly DecodingRoom room = new(Environment.ProcessorCount, options.Value.DecodedBytes);

    /// <param name="owner">Whose turn it is.</param>
    /// <param name="content">Seekable; the caller's, also where it is what is kept.</param>
    /// <exception cref="ProblemException">415 or 422; 503 where a mask can not be made on this machine.</exception>
    public async Task<PreparedUpload> PrepareAsync(string owner, Stream content, UploadPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            var picture = await Task.Run(() => PictureCleaner.Clean(content), cancellationToken);
            CheckSize(picture, purpose == UploadPurpose.Mask ? UploadLimits.MaxMaskPixels : UploadLimits.MaxPixels);
            using var place = await room.EnterAsync(owner, MemoryFor(picture), cancellationToken);
            return await Task.Run(() => Prepare(content, picture, purpose), cancellationToken);
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
    }

    private static PreparedUpload Prepare(Stream content, CleanPicture picture, UploadPurpose purpose)
    {
        if (purpose == UploadPurpose.Mask)
            return MaskMaker.Make(picture.Read(content), picture);
        if (Vips.IsAvailable)
            return ReferenceMaker.Make(picture.Read(content), picture);
        return new PreparedUpload(new MemoryStream(picture.Read(content)), picture.Format, picture.Width, picture.Height);
    }

    /// <summary>Of the file, of a decoder that holds all pixels, and of what is made of them. More than it takes for most.</summary>
    private static long MemoryFor(CleanPicture picture) =>
        picture.Length + (picture.IsInterlaced ? 2 * picture.DecodedBytes : 0) + ReferenceFit.MemoryFor(picture.Width, picture.Height);

    private static void CheckSize(CleanPicture picture, long maxPixels)
    {
        var size = FormattableString.Invariant($"The picture has {picture.Width} × {picture.Height} pixels");
        if (picture.Width < UploadLimits.MinSide || picture.Height < UploadLimits.MinSide)
            throw new ProblemException(422, "picture_too_small", $"{size}; each side needs at least {UploadLimits.MinSide}.");
        if (picture.Pixels > maxPixels)
            throw TooLarge($"{size}; width × height is at most {maxPixels}.");
        var most = picture.IsInterlaced ? UploadLimits.MaxDecoded / 2 : UploadLimits.MaxDecoded;
        var (passes, remedy) = picture.IsInterlaced ? (", in passes", ", neither interlaced nor progressive") : ("", "");
        if (picture.DecodedBytes > most)
            throw TooLarge(FormattableString.Invariant($"{size} of {picture.BytesPerPixel} bytes{passes}; together they may have {most}. Save it with 8 bits a channel{remedy}, or smaller."));
    }

    private static ProblemException TooLarge(string detail) => new(422, "picture_too_large", detail);
}
