using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing.Scenes;

/// <summary>Mountains in mist, as in an ink painting.</summary>
internal static class InkPainting
{
    public static void Paint(Stage stage, Mood mood, Dice dice)
    {
        var palette = mood.Palette;
        stage.Band(0, 1, palette.Sky);
        var sun = new SKPoint(stage.Aspect * dice.Between(0.58f, 0.8f), dice.Between(0.17f, 0.26f));
        stage.Glow(sun.X, sun.Y, stage.Unit * 0.16f, palette.Sun, 50);
        stage.Disc(sun.X, sun.Y, stage.Unit * 0.062f, palette.Sun.WithAlpha(225));

        for (var layer = 0; layer < 5; layer++)
        {
            var t = layer / 4f;
            var ridge = new Ridge(dice.Split(), 1.35f + (0.35f * layer), 0.46f, sharp: true);
            var (at, height) = (0.42f + (0.37f * t), stage.Unit * (0.34f - (0.16f * t)));
            Func<float, float> line = x => at - (height * (ridge.At(x) - 0.25f));
            using var mountain = stage.Below(line, at + 0.22f);
            var ink = palette.Depth(0.08f + (0.8f * t * t));
            stage.Fill(
                mountain, at - (height * 0.7f), at + 0.13f, ink.WithAlpha((byte)(170 + (60 * t))), ink.WithAlpha((byte)(90 + (70 * t))),
                palette.Mist.WithAlpha(60), palette.Mist.WithAlpha(0));
            stage.Band(at + 0.02f, at + 0.22f, palette.Mist.WithAlpha(0), palette.Mist.WithAlpha(190), palette.Mist.WithAlpha(0));
            if (layer is 2 or 3)
                Land.Pines(stage, mood with { Snow = false }, dice.Split(), line, ink.WithAlpha(190), 0.04f + (0.02f * layer), 8);
        }

        Water.Ripples(stage, palette.Near, dice.Split(), 0.87f, 0.97f, 26);
        var x = stage.Aspect * dice.Between(0.3f, 0.6f);
        Skiff(stage, palette.Near, x, 0.9f, stage.Unit * 0.04f);
        Sky.Birds(stage, palette.Near.WithAlpha(200), dice.Split(), 0.26f);
        Seal(stage, palette.Accent);
    }

    private static void Skiff(Stage stage, SKColor ink, float x, float y, float size)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(stage.At(x - size, y - (size * 0.16f)));
        builder.QuadTo(stage.At(x, y + (size * 0.22f)), stage.At(x + size, y - (size * 0.2f)));
        builder.QuadTo(stage.At(x, y + (size * 0.02f)), stage.At(x - size, y - (size * 0.16f)));
        using var hull = builder.Detach();
        stage.Fill(hull, ink.WithAlpha(230));
        stage.Shape(ink.WithAlpha(230), (x - (size * 0.1f), y), (x - (size * 0.02f), y - (size * 0.38f)), (x + (size * 0.1f), y));
        stage.Shape(
            ink.WithAlpha(230), (x - (size * 0.2f), y - (size * 0.33f)), (x - (size * 0.01f), y - (size * 0.52f)),
            (x + (size * 0.18f), y - (size * 0.33f)));
    }

    private static void Seal(Stage stage, SKColor red)
    {
        var size = stage.Px(0.042f * stage.Unit);
        var (left, top) = (stage.Px(0.05f * stage.Unit), stage.Px(0.05f * stage.Unit));
        using var paint = new SKPaint { Color = red, IsAntialias = true };
        stage.Canvas.DrawRoundRect(left, top, size, size * 1.9f, size * 0.14f, size * 0.14f, paint);
        using var font = Lettering.Font(size * 0.78f);
        using var paper = new SKPaint { Color = new SKColor(0xf6, 0xef, 0xe2), IsAntialias = true };
        stage.Canvas.DrawText("山", left + (size / 2), top + (size * 0.86f), SKTextAlign.Center, font, paper);
        stage.Canvas.DrawText("水", left + (size / 2), top + (size * 1.68f), SKTextAlign.Center, font, paper);
    }
}
