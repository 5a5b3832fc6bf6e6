using ImageGen.Imaging;
using ImageGen.ObjectStorage.Keys;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;
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
    /// <summary>Of decoders and encoders, and the lines between them, bytes.</summary>
    private const int Tables = 8 << 20;

    /// <summary>A decoder has one, its picture another, and the file that is made a third and a fourth.</summary>
    private const int ProfileCopies = 4;

    /// <summary>Of what is made: colours and transparency.</summary>
    private const int MostChannels = 4;

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
            throw PictureProblems.Of(error);
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

    /// <summary>Of the file, of a decoder that holds all pixels, of profiles, and of what is made of it, bytes. More than it takes for most.</summary>
    internal static long MemoryFor(CleanPicture picture) =>
        Tables + picture.Length + picture.HeldBytes + ProfileCopies * picture.ProfileBytes
        + ReferenceFit.MemoryFor(picture.Width, picture.Height, Math.Min(picture.BytesPerPixel, MostChannels));

    private static void CheckSize(CleanPicture picture, long maxPixels)
    {
        var size = FormattableString.Invariant($"The picture has {picture.Width} × {picture.Height} pixels");
        if (picture.Width < UploadLimits.MinSide || picture.Height < UploadLimits.MinSide)
            throw new ProblemException(422, "picture_too_small", $"{size}; each side needs at least {UploadLimits.MinSide}.");
        if (picture.Pixels > maxPixels)
            throw TooLarge($"{size}; width × height is at most {maxPixels}.");
        if (Math.Max(picture.Width, picture.Height) > UploadLimits.MaxSide)
            throw TooLarge($"{size}; each side has at most {UploadLimits.MaxSide}.");
        var isInPasses = picture.HeldBytes > 0;
        var most = isInPasses ? UploadLimits.MaxDecoded / 2 : UploadLimits.MaxDecoded;
        var (passes, remedy) = isInPasses ? (", in passes", ", neither interlaced nor progressive") : ("", "");
        if (picture.DecodedBytes > most)
            throw TooLarge(FormattableString.Invariant($"{size} of {picture.BytesPerPixel} bytes{passes}; together they may have {most}. Save it with 8 bits a channel{remedy}, or smaller."));
        if (MemoryFor(picture) is var memory and > UploadLimits.MaxMemory)
            throw TooLarge(FormattableString.Invariant($"{size}{passes}; to decode it takes {memory} bytes of memory, and may take {UploadLimits.MaxMemory}. Save it as JPEG or PNG{remedy}, or smaller."));
    }

    private static ProblemException TooLarge(string detail) => new(422, "picture_too_large", detail);
}
