using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>Pictures to send in.</summary>
internal static class TestPictures
{
    public static byte[] Png(SKColor color, int width = 600, int height = 400) => Encode(color, width, height, SKEncodedImageFormat.Png);

    public static byte[] Encode(SKColor color, int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        return bitmap.Encode(format, 90).ToArray();
    }

    /// <summary>One channel; the left half is to be repainted.</summary>
    public static byte[] Mask(int width = 600, int height = 400)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Black);
            using var white = new SKPaint { Color = SKColors.White, IsAntialias = false };
            canvas.DrawRect(0, 0, width / 2, height, white);
        }
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>How much of an area has a colour, 0 to 1; the area's borders are shares of the picture.</summary>
    public static double Share(byte[] picture, SKColor color, float left = 0, float top = 0, float right = 1, float bottom = 1)
    {
        using var bitmap = SKBitmap.Decode(picture);
        var pixels = bitmap.Pixels;
        var (same, all) = (0, 0);
        for (var y = (int)(top * bitmap.Height); y < (int)(bottom * bitmap.Height); y++)
        {
            for (var x = (int)(left * bitmap.Width); x < (int)(right * bitmap.Width); x++, all++)
            {
                var pixel = pixels[(y * bitmap.Width) + x];
                if (Math.Abs(pixel.Red - color.Red) + Math.Abs(pixel.Green - color.Green) + Math.Abs(pixel.Blue - color.Blue) <= 6)
                    same++;
            }
        }
        return (double)same / all;
    }
}
