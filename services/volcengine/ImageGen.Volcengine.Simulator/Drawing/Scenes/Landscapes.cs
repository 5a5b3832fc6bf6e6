using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing.Scenes;

/// <summary>Mountains, lakes and forests.</summary>
internal static class Landscapes
{
    public static void Mountains(Stage stage, Mood mood, Dice dice)
    {
        var horizon = dice.Between(0.50f, 0.58f);
        Sky.Paint(stage, mood, dice.Split(), horizon, dice.Between(0.45f, 0.8f));
        var line = Land.Hills(stage, mood, dice.Split(), horizon, 0.93f, 5, trees: true);
        if (mood.Cabin)
            Cabin(stage, mood, dice, line);
        Finish(stage, mood, dice.Split(), horizon);
    }

    public static void Lake(Stage stage, Mood mood, Dice dice)
    {
        var shore = dice.Between(0.60f, 0.66f);
        var sun = Sky.Paint(stage, mood, dice.Split(), shore - 0.05f, dice.Between(0.4f, 0.75f));
        Land.Hills(stage, mood, dice.Split(), shore - 0.12f, shore - 0.005f, 3, trees: true, foot: shore);
        if (mood.Cabin)
            Land.Cabin(stage, mood.Palette, stage.Aspect * dice.Between(0.2f, 0.8f), shore - 0.002f, stage.Unit * 0.022f);
        stage.Mirror(shore, 1 - shore, Palette.Mix(mood.Palette.Near, mood.Palette.Sky[^2], 0.35f));
        stage.Band(
            shore - 0.012f, shore + 0.02f, mood.Palette.Mist.WithAlpha(0), mood.Palette.Mist.WithAlpha(110),
            mood.Palette.Mist.WithAlpha(0));
        Water.Ripples(stage, Palette.Mix(mood.Palette.Mist, SKColors.White, 0.3f), dice.Split(), shore + 0.01f, 1, 120);
        Water.Glitter(stage, mood.Palette.Sun, dice.Split(), sun.X, shore + 0.01f, 0.97f);

        var bank = new Ridge(dice.Split(), 1.1f / stage.Aspect, 0.35f, sharp: false);
        Func<float, float> line = x => 0.985f - (0.16f * stage.Unit * (bank.At(x) - 0.35f));
        using var ground = stage.Below(line);
        stage.Fill(ground, mood.Palette.Near);
        Land.Pines(stage, mood, dice.Split(), line, mood.Palette.Near, 0.15f, 9);
        Finish(stage, mood, dice.Split(), shore);
    }

    public static void Forest(Stage stage, Mood mood, Dice dice)
    {
        var horizon = dice.Between(0.46f, 0.54f);
        Sky.Paint(stage, mood, dice.Split(), horizon, dice.Between(0.4f, 0.75f));
        Land.Hills(stage, mood, dice.Split(), horizon - 0.02f, horizon + 0.08f, 2, trees: false, nearest: 0.25f);
        for (var row = 0; row < 5; row++)
        {
            var t = row / 4f;
            var ridge = new Ridge(dice.Split(), 1.4f, 0.35f, sharp: false);
            Func<float, float> line = x => horizon + 0.1f + (0.42f * t) - (0.09f * stage.Unit * ridge.At(x));
            var color = mood.Palette.Depth(0.3f + (0.7f * t));
            Land.Pines(stage, mood, dice.Split(), line, color, 0.09f + (0.17f * t), 46 - (6 * row));
            using var ground = stage.Below(line);
            stage.Fill(
                ground, horizon + 0.05f + (0.42f * t), horizon + 0.25f + (0.42f * t), color,
                Palette.Mix(color, mood.Palette.Mist, 0.5f * (1 - t)));
            var mist = horizon + 0.16f + (0.42f * t);
            if (row < 4)
            {
                stage.Band(
                    mist - 0.08f, mist + 0.05f, mood.Palette.Mist.WithAlpha(0), mood.Palette.Mist.WithAlpha((byte)(95 - (60 * t))),
                    mood.Palette.Mist.WithAlpha(0));
            }
        }

        if (mood.Cabin)
            Cabin(stage, mood, dice, _ => 0.92f);
        Finish(stage, mood, dice.Split(), horizon);
    }

    private static void Cabin(Stage stage, Mood mood, Dice dice, Func<float, float> line)
    {
        var x = stage.Aspect * dice.Between(0.3f, 0.7f);
        Land.Cabin(stage, mood.Palette, x, line(x) + (0.012f * stage.Unit), stage.Unit * 0.032f);
    }

    private static void Finish(Stage stage, Mood mood, Dice dice, float horizon)
    {
        if (!mood.Palette.Stars && dice.Chance(0.7f))
            Sky.Birds(stage, mood.Palette.Depth(0.6f).WithAlpha(190), dice, horizon * 0.55f);
        if (!mood.Snow)
            return;
        for (var i = 0; i < 190; i++)
        {
            stage.Disc(
                dice.Next() * stage.Aspect, dice.Next(), stage.Unit * dice.Between(0.0008f, 0.0032f),
                SKColors.White.WithAlpha((byte)dice.Between(60, 190)));
        }
    }
}
