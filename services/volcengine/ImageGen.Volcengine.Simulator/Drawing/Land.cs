using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Hills, trees and what stands on them.</summary>
internal static class Land
{
    /// <summary>Hills one behind the other, the farthest first; answers the line of the nearest.</summary>
    public static Func<float, float> Hills(
        Stage stage, Mood mood, Dice dice, float top, float bottom, int layers, bool trees, float foot = 1, float nearest = 1)
    {
        Func<float, float> line = _ => bottom;
        for (var layer = 0; layer < layers; layer++)
        {
            var t = layers == 1 ? 1 : layer / (layers - 1f);
            var sharp = t < 0.5f;
            var ridge = new Ridge(dice.Split(), (sharp ? 1.9f : 1.3f) / MathF.Max(0.75f, stage.Unit), sharp ? 0.5f : 0.33f, sharp);
            var (at, amplitude) = (top + ((bottom - top) * t), (0.26f - (0.17f * t)) * MathF.Min(1, stage.Unit * 1.15f));
            line = x => at + (amplitude * (0.45f - ridge.At(x)));
            var color = mood.Palette.Depth(nearest * MathF.Pow(t, 0.85f));
            using var hill = stage.Below(line, foot);
            stage.Fill(
                hill, at - (amplitude * 0.6f), MathF.Min(foot, at + 0.16f), color,
                Palette.Mix(color, mood.Palette.Mist, 0.42f * (1 - t)), Palette.Mix(color, mood.Palette.Mist, 0.6f * (1 - t)));
            if (mood.Snow && sharp)
                SnowCap(stage, line, ridge, at, amplitude, Palette.Mix(color, SKColors.White, mood.Palette.Stars ? 0.5f : 0.82f));
            if (trees && t is > 0.3f)
            {
                Pines(
                    stage, mood, dice.Split(), line, Palette.Mix(color, mood.Palette.Near, 0.55f), 0.022f + (0.05f * t * t),
                    (int)(34 - (12 * t)));
            }
        }

        return line;
    }

    /// <summary>Pines along a line, in groves.</summary>
    public static void Pines(Stage stage, Mood mood, Dice dice, Func<float, float> line, SKColor color, float height, int perUnit)
    {
        var groves = new Ridge(dice.Split(), 3.2f, 0.5f, sharp: false);
        using var builder = new SKPathBuilder();
        using var snow = new SKPathBuilder();
        for (var i = 0; i < perUnit * stage.Aspect * 2 / stage.Unit; i++)
        {
            var x = dice.Next() * stage.Aspect;
            var tall = height * stage.Unit * dice.Between(0.55f, 1.25f);
            if (groves.At(x) < 0.47f)
                continue;
            var foot = line(x) + (tall * dice.Between(0.02f, 0.4f));
            Pine(stage, builder, dice, x, foot, tall, 1);
            if (mood.Snow)
                Pine(stage, snow, dice, x - (tall * 0.035f), foot - (tall * 0.28f), tall * 0.71f, 0.36f);
        }

        using var trees = builder.Detach();
        stage.Fill(trees, color);
        if (!mood.Snow)
            return;
        using var caps = snow.Detach();
        stage.Fill(caps, Palette.Mix(color, SKColors.White, 0.8f).WithAlpha(120));
    }

    /// <summary>A cabin with a light in its window.</summary>
    public static void Cabin(Stage stage, Palette palette, float x, float foot, float size)
    {
        var wall = Palette.Mix(palette.Near, SKColors.Black, 0.25f);
        var roof = Palette.Mix(palette.Near, palette.Far, 0.22f);
        stage.Shape(wall, (x - size, foot), (x - size, foot - (size * 0.75f)), (x + size, foot - (size * 0.75f)), (x + size, foot));
        stage.Shape(
            roof, (x - (size * 1.25f), foot - (size * 0.7f)), (x - (size * 0.55f), foot - (size * 1.5f)),
            (x + (size * 0.75f), foot - (size * 1.5f)), (x + (size * 1.25f), foot - (size * 0.7f)));
        stage.Shape(
            wall, (x + (size * 0.4f), foot - (size * 1.3f)), (x + (size * 0.4f), foot - (size * 1.8f)),
            (x + (size * 0.62f), foot - (size * 1.8f)), (x + (size * 0.62f), foot - (size * 1.3f)));
        stage.Glow(x, foot - (size * 0.4f), size * 2.6f, palette.Accent, 120);
        foreach (var offset in (float[])[-0.55f, 0.3f])
        {
            stage.Shape(
                Palette.Mix(palette.Accent, SKColors.White, 0.35f), (x + (size * offset), foot - (size * 0.2f)),
                (x + (size * offset), foot - (size * 0.55f)), (x + (size * (offset + 0.32f)), foot - (size * 0.55f)),
                (x + (size * (offset + 0.32f)), foot - (size * 0.2f)));
        }
    }

    private static void SnowCap(Stage stage, Func<float, float> line, Ridge ridge, float at, float amplitude, SKColor color)
    {
        // The snow ends where the hill is low, along a ragged line of its own.
        using var cap = stage.Below(x =>
        {
            var y = line(x);
            var limit = at - (amplitude * (0.02f + (0.22f * ridge.At((x * 6) + 3))));
            return MathF.Min(y, limit);
        }, at + amplitude);
        using var above = stage.Below(x => at - (amplitude * (0.02f + (0.22f * ridge.At((x * 6) + 3)))), at + amplitude);
        using var snow = cap.Op(above, SKPathOp.Difference);
        if (snow is not null)
            stage.Fill(snow, color.WithAlpha(215));
    }

    private static void Pine(Stage stage, SKPathBuilder builder, Dice dice, float x, float foot, float tall, float spread)
    {
        var half = tall * dice.Between(0.17f, 0.24f) * spread;
        builder.MoveTo(stage.At(x, foot - tall));
        for (var tier = 1; tier <= 4; tier++)
        {
            var (y, reach) = (foot - (tall * (1 - (tier * 0.225f))), half * tier / 4);
            builder.LineTo(stage.At(x + reach, y));
            builder.LineTo(stage.At(x + (reach * 0.45f), y - (tall * 0.02f)));
        }

        builder.LineTo(stage.At(x + (half * 0.14f), foot));
        builder.LineTo(stage.At(x - (half * 0.14f), foot));
        for (var tier = 4; tier >= 1; tier--)
        {
            var (y, reach) = (foot - (tall * (1 - (tier * 0.225f))), half * tier / 4);
            builder.LineTo(stage.At(x - (reach * 0.45f), y - (tall * 0.02f)));
            builder.LineTo(stage.At(x - reach, y));
        }

        builder.Close();
    }
}
