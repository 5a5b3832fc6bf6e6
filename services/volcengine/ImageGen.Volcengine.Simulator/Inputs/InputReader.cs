using ImageGen.Volcengine.Simulator.Visual;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>Gets, decodes and keeps the pictures of an order.</summary>
internal sealed class InputReader(InputDownloads downloads, InputStore store)
{
    /// <exception cref="EnvelopeException">One is refused.</exception>
    public async Task<IReadOnlyList<InputPicture>> ReadAsync(ImageOrder order, CancellationToken cancel)
    {
        if (order.Model.Inputs is not { } rule || order.Sources.Count == 0)
            return [];
        var files = await Task.WhenAll(order.Sources.Select(source => BytesAsync(source, rule, cancel)));
        var pictures = files.Select((bytes, place) => Check(bytes, rule, mask: rule.Masked && place == 1)).ToList();
        if (pictures is [var original, { Mask: true } mask] && (original.Width, original.Height) != (mask.Width, mask.Height))
        {
            throw new EnvelopeException(
                BusinessCode.InputInvalid,
                $"Input invalid: the mask has {mask.Width}x{mask.Height} pixels and the picture {original.Width}x{original.Height}");
        }

        foreach (var bytes in files)
            store.Keep(bytes);
        return pictures;
    }

    private async Task<byte[]> BytesAsync(InputSource source, InputRule rule, CancellationToken cancel)
    {
        var bytes = source.Bytes ?? await downloads.GetAsync(source.Link!, rule.MaxBytes, cancel);
        return bytes.Length switch
        {
            0 => throw new EnvelopeException(BusinessCode.ImageEmpty, "Image Empty Error"),
            _ when bytes.Length > rule.MaxBytes =>
                throw new EnvelopeException(BusinessCode.ImageSize, $"Image Size Error: a picture has at most {rule.MaxBytes} bytes"),
            _ => bytes,
        };
    }

    private static InputPicture Check(byte[] bytes, InputRule rule, bool mask)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Png or SKEncodedImageFormat.Jpeg))
            throw new EnvelopeException(BusinessCode.ImageUndecodable, "Image Decode Error: a picture is a JPEG or PNG");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var ratio = (double)width / height;
        if ((long)width * height > InputRule.MaxArea || ratio < rule.MinRatio || ratio > 1 / rule.MinRatio)
        {
            throw new EnvelopeException(
                BusinessCode.ImageSize,
                $"Image Size Error: {width}x{height}; at most {InputRule.MaxArea} pixels, width / height from 1:{1 / rule.MinRatio:0} to {1 / rule.MinRatio:0}:1");
        }

        if (mask && codec.Info.ColorType != SKColorType.Gray8)
            throw new EnvelopeException(BusinessCode.InputInvalid, "Input invalid: the mask must have one channel");
        using var bitmap = new SKBitmap(codec.Info);
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success
            ? new InputPicture(InputStore.NameOf(bytes), bytes.Length, width, height, mask)
            : throw new EnvelopeException(BusinessCode.ImageUndecodable, "Image Decode Error: the pixels can not be decoded");
    }
}
