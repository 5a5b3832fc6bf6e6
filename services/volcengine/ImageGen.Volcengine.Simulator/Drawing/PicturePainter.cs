using ImageGen.Volcengine.Simulator.Pictures;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Turns a picture's prompt, seed and size into a PNG. The same picture always gives the same bytes.</summary>
internal static class PicturePainter
{
    public static byte[] Draw(Picture picture)
    {
        var task = picture.Task;
        using var bitmap = new SKBitmap(new SKImageInfo(task.Width, task.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor((uint)task.Seed | 0xff000000));
        using var pixels = bitmap.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 1)) ?? throw new InvalidOperationException("The picture could not be encoded.");
        return data.ToArray();
    }
}
