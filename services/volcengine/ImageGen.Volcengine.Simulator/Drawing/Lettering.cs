using System.Globalization;
using System.Text;
using ImageGen.Volcengine.Simulator.Renditions;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Text on pictures, in the embedded font: the machine needs none.</summary>
internal static class Lettering
{
    private const int MaxLines = 3;
    private const string Ellipsis = "…";

    // Skia reads the face from this memory for as long as the process lives.
    private static readonly SKTypeface Face = Load();

    public static SKFont Font(float size) => new(Face, size) { Edging = SKFontEdging.Antialias, Subpixel = true };

    /// <summary>The prompt, small, in a lower corner on a soft shadow. It gives way to a label in the left corner.</summary>
    public static void Caption(Stage stage, string prompt, Corner? label)
    {
        var size = MathF.Max(11, stage.Px(stage.Unit) * 0.025f);
        var margin = size * 1.7f;
        using var font = Font(size);
        var lines = Wrap(Printable(prompt, font), font, MathF.Min(stage.Width * 0.6f, size * 26));
        if (lines.Count == 0)
            return;

        var right = label == Corner.BottomLeft;
        var height = (lines.Count * size * 1.45f) + (margin * 2.2f);
        stage.Band(
            1 - (height / stage.Height), 1, SKColors.Black.WithAlpha(0), SKColors.Black.WithAlpha(70), SKColors.Black.WithAlpha(135));
        using var paint = new SKPaint { Color = SKColors.White.WithAlpha(235), IsAntialias = true };
        for (var i = 0; i < lines.Count; i++)
        {
            var y = stage.Height - margin - ((lines.Count - 1 - i) * size * 1.45f);
            stage.Canvas.DrawText(
                lines[i], right ? stage.Width - margin : margin, y, right ? SKTextAlign.Right : SKTextAlign.Left, font, paint);
        }
    }

    /// <summary>The mark that the law asks for: letters at least a twentieth of the shorter side high.</summary>
    public static void Label(Stage stage, VisibleLabel label)
    {
        var text = label.Text is { Length: > 0 } own ? own : label.English ? "AI Generated" : "AI生成";
        var side = stage.Px(stage.Unit);
        using var font = Font(side * 0.058f);
        using var paint = new SKPaint { Color = SKColors.White.WithAlpha((byte)(255 * label.Opacity)), IsAntialias = true };
        using var shadow = new SKPaint { Color = SKColors.Black.WithAlpha((byte)(120 * label.Opacity)), IsAntialias = true };
        var right = label.Corner is Corner.BottomRight or Corner.TopRight;
        var top = label.Corner is Corner.TopLeft or Corner.TopRight;
        var (x, y) = (right ? stage.Width - (side * 0.03f) : side * 0.03f, top ? side * 0.08f : stage.Height - (side * 0.035f));
        var align = right ? SKTextAlign.Right : SKTextAlign.Left;
        stage.Canvas.DrawText(text, x + (side * 0.002f), y + (side * 0.002f), align, font, shadow);
        stage.Canvas.DrawText(text, x, y, align, font, paint);
    }

    private static string Printable(string text, SKFont font)
    {
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
                result.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                result.Append(font.ContainsGlyph(rune.Value) ? rune.ToString() : "·");
        }

        return string.Join(' ', result.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // Chinese breaks anywhere, words at blanks.
    private static List<string> Wrap(string text, SKFont font, float width)
    {
        var lines = new List<string>();
        while (text.Length > 0 && lines.Count < MaxLines)
        {
            var fits = Math.Max(1, font.BreakText(text, width));
            var last = lines.Count == MaxLines - 1;
            if (fits < text.Length && last)
            {
                fits = Math.Max(1, font.BreakText(text, width - font.MeasureText(Ellipsis)));
                lines.Add(text[..fits].TrimEnd() + Ellipsis);
                return lines;
            }

            if (fits < text.Length && char.IsAsciiLetterOrDigit(text[fits - 1]) && char.IsAsciiLetterOrDigit(text[fits])
                && text.LastIndexOf(' ', fits - 1) is var blank and > 0)
            {
                fits = blank;
            }

            lines.Add(text[..fits].Trim());
            text = text[fits..].TrimStart();
        }

        return lines;
    }

    private static SKTypeface Load()
    {
        using var stream = typeof(Lettering).Assembly.GetManifestResourceStream("NotoSansSC-Subset.otf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The embedded font cannot be read.");
    }
}
