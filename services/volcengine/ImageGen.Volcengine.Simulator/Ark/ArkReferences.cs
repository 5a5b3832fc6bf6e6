using System.Buffers.Text;
using System.Text.Json;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>The input pictures of a request. Links are only looked at: a stand-in fetches nothing.</summary>
internal static class ArkReferences
{
    private const string Field = "image";
    private const string Scheme = "data:image/";
    private const string Encoding = ";base64,";
    private const int MaxBytes = 30 * 1024 * 1024;
    private const long MaxPixels = 36_000_000;
    private const int MinSide = 15;

    private static readonly Dictionary<string, SKEncodedImageFormat?> Formats = new(StringComparer.Ordinal)
    {
        ["jpeg"] = SKEncodedImageFormat.Jpeg,
        ["jpg"] = SKEncodedImageFormat.Jpeg,
        ["png"] = SKEncodedImageFormat.Png,
        ["webp"] = SKEncodedImageFormat.Webp,
        ["bmp"] = SKEncodedImageFormat.Bmp,
        ["gif"] = SKEncodedImageFormat.Gif,
        // Taken unseen: there is no decoder for them here.
        ["tiff"] = null,
        ["heic"] = null,
        ["heif"] = null,
    };

    /// <returns>How many there are.</returns>
    /// <exception cref="ArkException">There are too many, or one is no picture.</exception>
    public static int Check(ArkFields fields, ArkModel model)
    {
        if (fields.Find(Field) is not { } given)
            return 0;
        JsonElement[] pictures = given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray()] : [given];
        if (pictures.Length > model.MaxReferences)
            throw Wrong($"at most {model.MaxReferences} images are expected");
        foreach (var picture in pictures)
        {
            if (picture.ValueKind != JsonValueKind.String)
                throw Wrong("a string or an array of strings is expected");
            Check(picture.GetString()!);
        }

        return pictures.Length;
    }

    private static void Check(string picture)
    {
        if (picture.Length == 0)
            throw new ArkException(new ArkError(400, "InvalidImageURL.EmptyURL", "The image URL is empty.", Field));
        if (picture.StartsWith(Scheme, StringComparison.Ordinal))
            CheckData(picture);
        else if (!Uri.TryCreate(picture, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw InvalidFormat("it is neither a link nor a data URI");
    }

    private static void CheckData(string uri)
    {
        var comma = uri.IndexOf(Encoding, StringComparison.Ordinal);
        if (comma < 0 || !Formats.TryGetValue(uri[Scheme.Length..comma], out var format))
            throw InvalidFormat("data:image/<format>;base64, with a format in lower case is expected");
        var text = uri.AsSpan(comma + Encoding.Length);
        if (!Base64.IsValid(text, out var length) || length == 0)
            throw InvalidFormat("it is not valid base64");
        if (length > MaxBytes)
            throw Wrong($"an image may have at most {MaxBytes} bytes");
        if (format is not { } expected)
            return;

        using var data = SKData.CreateCopy(Convert.FromBase64String(text.ToString()));
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat != expected)
            throw InvalidFormat("the bytes are not a picture of that format");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < MinSide || height < MinSide || (long)width * height > MaxPixels || (double)width / height is < 1 / 16d or > 16)
            throw Wrong($"an image of {width}x{height} is too small, too large or too narrow");
    }

    private static ArkException Wrong(string why) => new(ArkError.Invalid(Field, why));

    private static ArkException InvalidFormat(string why) =>
        new(new ArkError(400, "InvalidImageURL.InvalidFormat", $"The image can not be read: {why}.", Field));
}
