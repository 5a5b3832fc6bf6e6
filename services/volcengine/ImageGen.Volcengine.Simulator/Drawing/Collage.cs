using ImageGen.Volcengine.Simulator.Tasks;
using ImageGen.Volcengine.Simulator.Visual;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Lays the pictures of an order into its result, so that whoever looks can tell that they arrived.</summary>
internal sealed class Collage(Stage stage, SimulatedTask task, IReadOnlyList<byte[]> files) : IDisposable
{
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    private readonly SKBitmap[] _pictures = [.. files.Select(Read)];

    public void Lay(ResultForm form)
    {
        if (_pictures.Length == 0)
            return;
        switch (form)
        {
            case ResultForm.Scene:
                Row();
                break;
            case ResultForm.Redrawn:
                Redraw();
                break;
            case ResultForm.Enlarged:
                Draw(_pictures[0], new SKRect(0, 0, stage.Width, stage.Height));
                break;
            case ResultForm.Extended when _pictures.Length == 1:
                Place();
                break;
            default:
                KeepUnmasked();
                break;
        }
    }

    public void Dispose()
    {
        foreach (var picture in _pictures)
            picture.Dispose();
    }

    /// <summary>Small, side by side, with a white edge, from the top left on.</summary>
    private void Row()
    {
        var edge = MathF.Max(2, stage.Px(stage.Unit) * 0.008f);
        var height = MathF.Min(stage.Px(stage.Unit) * 0.18f, (stage.Width / (float)_pictures.Length) - (3 * edge));
        var x = 2 * edge;
        foreach (var picture in _pictures)
        {
            var width = MathF.Min(height * picture.Width / picture.Height, stage.Width - (2 * edge) - x);
            var place = SKRect.Create(x + edge, 3 * edge, MathF.Max(1, width), height);
            using var white = new SKPaint { Color = SKColors.White };
            stage.Canvas.DrawRect(SKRect.Inflate(place, edge, edge), white);
            Draw(picture, place);
            x = place.Right + (3 * edge);
        }
    }

    /// <summary>Over the whole canvas, in another light.</summary>
    private void Redraw()
    {
        var picture = _pictures[0];
        var scale = MathF.Max((float)stage.Width / picture.Width, (float)stage.Height / picture.Height);
        var (width, height) = (picture.Width * scale, picture.Height * scale);
        Draw(picture, SKRect.Create((stage.Width - width) / 2, (stage.Height - height) / 2, width, height));
        var palette = Mood.Of(task.Prompt, Dice.For(task.Prompt, task.Seed, 0)).Palette;
        stage.Band(0, 1, palette.Sky[0].WithAlpha(90), palette.Accent.WithAlpha(40), palette.Near.WithAlpha(90));
    }

    /// <summary>Where it was, with what is new around it.</summary>
    private void Place()
    {
        var (picture, margins) = (_pictures[0], task.Margins);
        // The whole may have been made smaller.
        var scale = stage.Width / (float)(picture.Width * (1 + margins.Left + margins.Right));
        Draw(picture, SKRect.Create(
            MathF.Round((float)margins.Left * picture.Width * scale), MathF.Round((float)margins.Top * picture.Height * scale),
            MathF.Round(picture.Width * scale), MathF.Round(picture.Height * scale)));
    }

    /// <summary>The picture over the new scene, with holes where its mask is white.</summary>
    private void KeepUnmasked()
    {
        var (picture, mask) = (_pictures[0], _pictures[^1]);
        using var kept = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var (pixels, holes) = (picture.Pixels, mask.Pixels);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = pixels[i].WithAlpha((byte)(255 - holes[i].Red));
        kept.Pixels = pixels;
        Draw(kept, new SKRect(0, 0, stage.Width, stage.Height));
    }

    private void Draw(SKBitmap picture, SKRect place)
    {
        using var image = SKImage.FromBitmap(picture);
        // Pixel on pixel nothing is to be smoothed.
        var exact = place.Width == picture.Width && place.Height == picture.Height;
        stage.Canvas.DrawImage(image, place, exact ? SKSamplingOptions.Default : Smooth);
    }

    private static SKBitmap Read(byte[] file) => SKBitmap.Decode(file) ?? throw new InvalidOperationException("An input picture can not be decoded any more.");
}
