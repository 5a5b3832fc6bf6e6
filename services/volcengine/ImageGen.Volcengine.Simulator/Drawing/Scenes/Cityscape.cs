using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing.Scenes;

/// <summary>A city at night, with a wet street before it.</summary>
internal static class Cityscape
{
    private static readonly SKColor[] Signs = [new(0x35, 0xf0, 0xff), new(0xff, 0x4f, 0xa3), new(0xff, 0xc8, 0x57), new(0x9d, 0x7b, 0xff)];

    public static void Paint(Stage stage, Mood mood, Dice dice)
    {
        var street = dice.Between(0.74f, 0.79f);
        Sky.Paint(stage, mood, dice.Split(), street - 0.1f, dice.Between(0.4f, 0.6f));
        for (var row = 0; row < 4; row++)
            Row(stage, mood.Palette, dice.Split(), row / 3f, street);
        stage.Band(street - 0.16f, street, mood.Palette.Mist.WithAlpha(0), mood.Palette.Mist.WithAlpha(90));
        stage.Mirror(street, 1 - street, mood.Palette.Near);
        stage.Band(street, street + 0.006f, mood.Palette.Accent.WithAlpha(150), mood.Palette.Accent.WithAlpha(0));
        Water.Ripples(stage, mood.Palette.Accent, dice.Split(), street + 0.01f, 1, 70);
        Rain(stage, dice.Split());
    }

    private static void Row(Stage stage, Palette palette, Dice dice, float t, float street)
    {
        var color = palette.Depth(0.1f + (0.85f * t));
        var x = -stage.Unit * 0.05f;
        while (x < stage.Aspect)
        {
            var width = stage.Unit * dice.Between(0.05f, 0.12f) * (0.7f + (0.5f * t));
            var height = stage.Unit * dice.Between(0.14f, 0.5f) * (1.05f - (0.45f * t)) * (dice.Chance(0.15f) ? 1.35f : 1);
            var roof = street - height;
            using (var tower = Box(stage, x, roof, x + width, street))
            {
                stage.Fill(
                    tower, roof, street, Palette.Mix(color, SKColors.Black, 0.15f), Palette.Mix(color, palette.Mist, 0.5f * (1 - t)));
            }

            if (dice.Chance(0.3f))
            {
                using var mast = Box(stage, x + (width * 0.48f), roof - (stage.Unit * 0.04f), x + (width * 0.52f), roof);
                stage.Fill(mast, color);
                stage.Disc(x + (width * 0.5f), roof - (stage.Unit * 0.04f), stage.Unit * 0.003f, Signs[1]);
            }

            Windows(stage, palette, dice.Split(), x, roof, width, height, t);
            if (t > 0.3f && dice.Chance(0.4f))
                Sign(stage, dice, x, roof, width, height);
            x += width * dice.Between(0.95f, 1.2f);
        }
    }

    private static void Windows(Stage stage, Palette palette, Dice dice, float left, float top, float width, float height, float t)
    {
        var size = stage.Unit * (0.0045f + (0.003f * t));
        var light = Palette.Mix(dice.Chance(0.3f) ? palette.Accent : new SKColor(0xff, 0xd5, 0x8a), palette.Mist, 0.5f * (1 - t));
        using var builder = new SKPathBuilder();
        var lit = dice.Between(0.15f, 0.5f);
        for (var y = top + (size * 2); y < top + height - (size * 2); y += size * 2.1f)
        {
            for (var x = left + size; x < left + width - (size * 1.5f); x += size * 1.9f)
            {
                if (dice.Chance(lit))
                {
                    builder.AddRect(
                        new SKRect(stage.Px(x), stage.Px(y), stage.Px(x + size), stage.Px(y + (size * 1.2f))), SKPathDirection.Clockwise);
                }
            }
        }

        using var windows = builder.Detach();
        stage.Fill(windows, light.WithAlpha((byte)(90 + (120 * t))));
    }

    private static void Sign(Stage stage, Dice dice, float x, float roof, float width, float height)
    {
        var color = dice.Pick(Signs);
        var (cx, cy) = (x + (width * dice.Between(0.25f, 0.75f)), roof + (height * dice.Between(0.15f, 0.5f)));
        var (w, h) = (stage.Unit * 0.009f, stage.Unit * dice.Between(0.04f, 0.09f));
        stage.Glow(cx, cy, h * 1.3f, color, 110);
        using var sign = Box(stage, cx - (w / 2), cy - (h / 2), cx + (w / 2), cy + (h / 2));
        stage.Fill(sign, Palette.Mix(color, SKColors.White, 0.35f));
    }

    private static void Rain(Stage stage, Dice dice)
    {
        using var paint = new SKPaint
        {
            Color = SKColors.White.WithAlpha(26),
            IsAntialias = true,
            StrokeWidth = MathF.Max(1, stage.Px(0.0009f * stage.Unit)),
        };
        for (var i = 0; i < 220; i++)
        {
            var (x, y, length) = (dice.Next() * stage.Aspect, dice.Next(), stage.Unit * dice.Between(0.015f, 0.04f));
            stage.Canvas.DrawLine(stage.At(x, y), stage.At(x - (length * 0.16f), y + length), paint);
        }
    }

    private static SKPath Box(Stage stage, float left, float top, float right, float bottom) =>
        stage.Path([new(left, top), new(right, top), new(right, bottom), new(left, bottom)]);
}
