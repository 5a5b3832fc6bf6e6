using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Lakes and seas.</summary>
internal static class Water
{
    /// <summary>Light of the sun on the water below it.</summary>
    public static void Glitter(Stage stage, SKColor color, Dice dice, float sunX, float top, float bottom)
    {
        for (var i = 0; i < 170; i++)
        {
            var t = dice.Next();
            var y = top + ((bottom - top) * t * t);
            var spread = stage.Unit * (0.03f + (0.15f * t));
            var x = sunX + (spread * (dice.Next() + dice.Next() - 1));
            var (w, h) = (stage.Unit * dice.Between(0.01f, 0.05f) * (0.4f + t), stage.Unit * (0.0009f + (0.0022f * t)));
            Dash(stage, x, y, w, h, color.WithAlpha((byte)(dice.Between(50, 170) * (1 - (0.5f * t)))));
        }
    }

    /// <summary>Long low lines that make a plane look like water.</summary>
    public static void Ripples(Stage stage, SKColor color, Dice dice, float top, float bottom, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var t = dice.Next();
            var y = top + ((bottom - top) * t);
            var w = stage.Unit * dice.Between(0.05f, 0.3f) * (0.4f + t);
            Dash(
                stage, dice.Next() * stage.Aspect, y, w, stage.Unit * (0.0007f + (0.0016f * t)),
                color.WithAlpha((byte)dice.Between(18, 60)));
        }
    }

    /// <summary>A small boat under sail.</summary>
    public static void Boat(Stage stage, SKColor hull, SKColor sail, float x, float y, float size)
    {
        stage.Shape(sail, (x, y - (size * 2.1f)), (x, y - (size * 0.25f)), (x + (size * 0.95f), y - (size * 0.25f)));
        stage.Shape(
            Palette.Mix(sail, hull, 0.2f), (x - (size * 0.08f), y - (size * 1.8f)), (x - (size * 0.08f), y - (size * 0.25f)),
            (x - (size * 0.7f), y - (size * 0.25f)));
        stage.Shape(
            hull, (x - size, y - (size * 0.18f)), (x + (size * 1.1f), y - (size * 0.18f)), (x + (size * 0.7f), y + (size * 0.12f)),
            (x - (size * 0.7f), y + (size * 0.12f)));
        Dash(stage, x, y + (size * 0.28f), size * 2, size * 0.06f, hull.WithAlpha(90));
    }

    private static void Dash(Stage stage, float x, float y, float width, float height, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        stage.Canvas.DrawOval(stage.Px(x), stage.Px(y), stage.Px(width / 2), stage.Px(height), paint);
    }
}
