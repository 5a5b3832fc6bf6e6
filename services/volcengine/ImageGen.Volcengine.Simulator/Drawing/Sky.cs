using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>All that is above the horizon.</summary>
internal static class Sky
{
    /// <summary>The sky with its stars and sun; answers where the sun stands.</summary>
    public static SKPoint Paint(Stage stage, Mood mood, Dice dice, float horizon, float sunHeight)
    {
        var palette = mood.Palette;
        stage.Band(0, horizon + 0.04f, palette.Sky);
        stage.Band(horizon + 0.04f, 1, palette.Sky[^1], palette.Sky[^1]);
        if (palette.Stars)
            Stars(stage, dice.Split(), horizon);
        if (mood.Aurora)
            Aurora(stage, palette.Accent, dice.Split(), horizon);

        var sun = new SKPoint(stage.Aspect * dice.Between(0.22f, 0.78f), horizon * sunHeight);
        var radius = stage.Unit * (mood.Aurora ? dice.Between(0.025f, 0.035f) : dice.Between(0.055f, 0.085f));
        Sun(stage, palette, sun, radius, crescent: palette.Stars && dice.Chance(0.25f));
        Clouds(stage, palette, dice.Split(), horizon);
        return sun;
    }

    public static void Sun(Stage stage, Palette palette, SKPoint at, float radius, bool crescent = false)
    {
        stage.Glow(at.X, at.Y, radius * 9, palette.Sun, 120);
        stage.Glow(at.X, at.Y, radius * 2.6f, palette.Sun, 110);
        if (!crescent)
        {
            stage.Disc(at.X, at.Y, radius, palette.Sun);
            return;
        }

        using var full = Circle(stage, at.X, at.Y, radius);
        using var shade = Circle(stage, at.X + (radius * 0.5f), at.Y - (radius * 0.25f), radius * 0.92f);
        using var moon = full.Op(shade, SKPathOp.Difference);
        if (moon is not null)
            stage.Fill(moon, palette.Sun);
    }

    public static void Stars(Stage stage, Dice dice, float horizon)
    {
        for (var i = 0; i < (int)(260 * Math.Sqrt(stage.Aspect)); i++)
        {
            var height = dice.Next() * dice.Next();
            var size = dice.Chance(0.04f) ? dice.Between(0.0016f, 0.0024f) : dice.Between(0.0004f, 0.0012f);
            var (x, y) = (dice.Next() * stage.Aspect, height * horizon);
            var color = dice.Chance(0.2f) ? new SKColor(0xff, 0xe6, 0xc8) : SKColors.White;
            var alpha = (byte)(dice.Between(70, 230) * (1 - (0.75f * height)));
            if (size > 0.0016f)
                stage.Glow(x, y, size * 6 * stage.Unit, color, (byte)(alpha / 2));
            stage.Disc(x, y, size * Math.Max(0.6f, stage.Unit), color.WithAlpha(alpha));
        }
    }

    public static void Birds(Stage stage, SKColor color, Dice dice, float around)
    {
        var (left, count) = (stage.Aspect * dice.Between(0.15f, 0.7f), 3 + dice.Below(5));
        using var paint = new SKPaint
        {
            Color = color,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeCap = SKStrokeCap.Round,
            StrokeWidth = stage.Px(0.0028f * stage.Unit),
        };
        for (var i = 0; i < count; i++)
        {
            var (x, y) = (left + (stage.Unit * dice.Between(-0.12f, 0.12f)), around + (stage.Unit * dice.Between(-0.06f, 0.06f)));
            var wing = stage.Unit * dice.Between(0.010f, 0.018f);
            using var builder = new SKPathBuilder();
            builder.MoveTo(stage.At(x - wing, y - (wing * 0.5f)));
            builder.QuadTo(stage.At(x - (wing * 0.4f), y - (wing * 0.6f)), stage.At(x, y));
            builder.QuadTo(stage.At(x + (wing * 0.4f), y - (wing * 0.6f)), stage.At(x + wing, y - (wing * 0.5f)));
            using var bird = builder.Detach();
            stage.Canvas.DrawPath(bird, paint);
        }
    }

    // Long thin lenses, piled in a few banks, lit from below.
    private static void Clouds(Stage stage, Palette palette, Dice dice, float horizon)
    {
        var color = Palette.Mix(palette.Sky[^1], SKColors.White, palette.Stars ? 0.05f : 0.55f);
        for (var bank = 0; bank < 3 + dice.Below(3); bank++)
        {
            var (x, y) = (dice.Next() * stage.Aspect, horizon * dice.Between(0.25f, 0.9f));
            var length = stage.Unit * dice.Between(0.25f, 0.6f);
            for (var i = 0; i < 5; i++)
            {
                var (w, h) = (length * dice.Between(0.3f, 1), stage.Unit * dice.Between(0.004f, 0.012f));
                var (cx, cy) = (x + (length * dice.Between(-0.4f, 0.4f)), y + (stage.Unit * dice.Between(-0.018f, 0.018f)));
                using var builder = new SKPathBuilder();
                builder.AddOval(new SKRect(stage.Px(cx - (w / 2)), stage.Px(cy - h), stage.Px(cx + (w / 2)), stage.Px(cy + h)));
                using var cloud = builder.Detach();
                stage.Fill(cloud, color.WithAlpha((byte)(palette.Stars ? 26 : 58)));
            }
        }
    }

    // Curtains of upright rays: sharp below, fading upwards.
    private static void Aurora(Stage stage, SKColor color, Dice dice, float horizon)
    {
        var step = Math.Max(1, stage.Width / 700);
        for (var curtain = 0; curtain < 3; curtain++)
        {
            var (fold, light) = (new Ridge(dice.Split(), 1.1f, 0.42f, sharp: false), new Ridge(dice.Split(), 2.4f, 0.8f, sharp: false));
            var (low, height) = (horizon * (0.62f + (0.13f * curtain)), horizon * dice.Between(0.38f, 0.55f));
            var tint = Palette.Mix(color, new SKColor(0x9a, 0x8c, 0xff), 0.35f * curtain);
            for (var left = 0; left < stage.Width; left += step)
            {
                var x = (float)left / stage.Height;
                var bottom = low - (0.55f * horizon * (fold.At(x) - 0.3f));
                var strength = Math.Clamp((light.At(x) * 2.2f) - 0.55f, 0, 1);
                stage.Column(
                    left, step, bottom - (height * (0.5f + (0.5f * strength))), bottom,
                    tint.WithAlpha(0), tint.WithAlpha((byte)(40 * strength)),
                    tint.WithAlpha((byte)(120 * strength)), tint.WithAlpha((byte)(150 * strength)), tint.WithAlpha(0));
            }
        }
    }

    private static SKPath Circle(Stage stage, float x, float y, float radius)
    {
        using var builder = new SKPathBuilder();
        builder.AddCircle(stage.Px(x), stage.Px(y), stage.Px(radius), SKPathDirection.Clockwise);
        return builder.Detach();
    }
}
