using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>The canvas, measured in heights: y from 0 to 1, x from 0 to <see cref="Aspect"/>. So one scene fits every size.</summary>
internal sealed class Stage(SKBitmap bitmap, SKCanvas canvas)
{
    public SKCanvas Canvas => canvas;

    public int Width => bitmap.Width;

    public int Height => bitmap.Height;

    /// <summary>Width over height.</summary>
    public float Aspect => (float)Width / Height;

    /// <summary>The shorter side, in heights: things with a size of their own are measured by it.</summary>
    public float Unit => Math.Min(1, Aspect);

    public float Px(float heights) => heights * Height;

    public SKPoint At(float x, float y) => new(Px(x), Px(y));

    public void Fill(SKPath path, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    /// <summary>Fills with colours spread evenly from one height to another.</summary>
    public void Fill(SKPath path, float top, float bottom, params SKColor[] colors)
    {
        using var paint = Vertical(top, bottom, colors);
        canvas.DrawPath(path, paint);
    }

    /// <summary>A band across the whole width.</summary>
    public void Band(float top, float bottom, params SKColor[] colors)
    {
        using var paint = Vertical(top, bottom, colors);
        canvas.DrawRect(0, Px(top), Width, Px(bottom - top), paint);
    }

    /// <summary>An upright strip, whole pixels wide so that strips beside each other leave no seam.</summary>
    public void Column(int left, int width, float top, float bottom, params SKColor[] colors)
    {
        using var paint = Vertical(top, bottom, colors);
        paint.IsAntialias = false;
        canvas.DrawRect(left, Px(top), width, Px(bottom - top), paint);
    }

    public void Disc(float x, float y, float radius, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawCircle(At(x, y), Px(radius), paint);
    }

    /// <summary>Light that fades from the middle.</summary>
    public void Glow(float x, float y, float radius, SKColor color, byte alpha)
    {
        using var shader = SKShader.CreateRadialGradient(
            At(x, y), Px(radius),
            [color.WithAlpha(alpha), color.WithAlpha((byte)(alpha * 0.45f)), color.WithAlpha((byte)(alpha * 0.12f)), color.WithAlpha(0)],
            [0, 0.25f, 0.6f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, IsAntialias = true };
        canvas.DrawCircle(At(x, y), Px(radius), paint);
    }

    /// <summary>A filled polygon.</summary>
    public void Shape(SKColor color, params (float X, float Y)[] corners)
    {
        using var path = Path(corners.Select(corner => new SKPoint(corner.X, corner.Y)));
        Fill(path, color);
    }

    /// <summary>A closed line through the points.</summary>
    public SKPath Path(IEnumerable<SKPoint> points)
    {
        using var builder = new SKPathBuilder();
        builder.AddPoly([.. points.Select(point => At(point.X, point.Y))], true);
        return builder.Detach();
    }

    /// <summary>Everything below a line, down to <paramref name="bottom"/>.</summary>
    public SKPath Below(Func<float, float> line, float bottom = 1)
    {
        var step = Aspect / Math.Clamp(Width / 4, 64, 900);
        return Path(
            Enumerable.Range(0, (int)(Aspect / step) + 2).Select(i => new SKPoint(i * step, line(i * step)))
                .Append(new SKPoint(Aspect + step, bottom)).Append(new SKPoint(0, bottom)));
    }

    /// <summary>What is painted above a line, upside down below it, fading with distance.</summary>
    public void Mirror(float waterline, float depth, SKColor water)
    {
        var rows = (int)Px(depth);
        var top = (int)Px(waterline);
        using var above = SKImage.FromBitmap(bitmap);
        canvas.Save();
        canvas.ClipRect(new SKRect(0, top, Width, top + rows));
        canvas.Scale(1, -1, 0, top);
        // Reflections lie flatter than what they reflect.
        canvas.DrawImage(
            above, new SKRect(0, Math.Max(0, top - (rows * 1.35f)), Width, top), new SKRect(0, top - rows, Width, top),
            SKSamplingOptions.Default);
        canvas.Restore();
        Band(waterline, waterline + depth, water.WithAlpha(70), water.WithAlpha(215));
    }

    private SKPaint Vertical(float top, float bottom, SKColor[] colors)
    {
        using var shader = SKShader.CreateLinearGradient(At(0, top), At(0, bottom), colors, null, SKShaderTileMode.Clamp);
        return new SKPaint { Shader = shader, IsAntialias = true };
    }
}
