using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing.Scenes;

/// <summary>The open sea, islands, a sail.</summary>
internal static class Seascape
{
    public static void Paint(Stage stage, Mood mood, Dice dice)
    {
        var palette = mood.Palette;
        var horizon = dice.Between(0.50f, 0.58f);
        var sun = Sky.Paint(stage, mood, dice.Split(), horizon, dice.Between(0.6f, 0.9f));
        Islands(stage, palette, dice.Split(), horizon);

        var shallow = Palette.Mix(palette.Sky[^1], palette.Far, 0.45f);
        stage.Band(horizon, 1, shallow, Palette.Mix(palette.Far, palette.Near, 0.35f), palette.Near);
        Water.Ripples(stage, Palette.Mix(shallow, SKColors.White, 0.5f), dice.Split(), horizon + 0.01f, 1, 200);
        Water.Glitter(stage, palette.Sun, dice.Split(), sun.X, horizon + 0.004f, 0.93f);
        Swell(stage, palette, dice.Split(), horizon);
        Water.Boat(
            stage, Palette.Mix(palette.Near, SKColors.Black, 0.3f), Palette.Mix(palette.Accent, SKColors.White, 0.4f),
            stage.Aspect * dice.Between(0.2f, 0.8f), horizon + (0.05f * stage.Unit * dice.Between(1, 2.2f)),
            stage.Unit * dice.Between(0.018f, 0.034f));
        Sky.Birds(stage, palette.Depth(0.8f).WithAlpha(200), dice.Split(), horizon * 0.6f);
    }

    private static void Islands(Stage stage, Palette palette, Dice dice, float horizon)
    {
        for (var layer = 0; layer < 3; layer++)
        {
            var ridge = new Ridge(dice.Split(), 1.2f + (layer * 0.5f), 0.5f, sharp: true);
            var (center, width) = (stage.Aspect * dice.Next(), stage.Aspect * dice.Between(0.2f, 0.45f));
            using var island = stage.Below(x =>
            {
                var inside = MathF.Max(0, 1 - MathF.Pow((x - center) / width, 2));
                return horizon + 0.001f - (inside * 0.17f * stage.Unit * ridge.At(x));
            }, horizon + 0.001f);
            var color = Palette.Mix(palette.Depth(0.12f + (0.22f * layer)), palette.Mist, 0.3f - (0.1f * layer));
            stage.Fill(island, horizon - 0.12f, horizon, color, Palette.Mix(color, palette.Mist, 0.45f));
        }
    }

    private static void Swell(Stage stage, Palette palette, Dice dice, float horizon)
    {
        for (var wave = 0; wave < 5; wave++)
        {
            var t = wave / 4f;
            var ridge = new Ridge(dice.Split(), 2.6f - (1.4f * t), 0.4f, sharp: false);
            var at = horizon + ((1 - horizon) * (0.35f + (0.55f * t)));
            var height = stage.Unit * (0.012f + (0.03f * t));
            Func<float, float> line = x => at - (height * ridge.At(x));
            using var crest = stage.Below(x => line(x) - (stage.Unit * 0.0022f * (0.5f + t)), at + 0.2f);
            stage.Fill(
                crest, at - height, at + 0.05f, Palette.Mix(palette.Far, SKColors.White, 0.5f).WithAlpha(120), palette.Near.WithAlpha(0));
            using var body = stage.Below(line, 1);
            stage.Fill(
                body, at - height, at + 0.12f, palette.Depth(0.35f + (0.6f * t)).WithAlpha(150),
                palette.Depth(0.5f + (0.5f * t)).WithAlpha(40));
        }
    }
}
