using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing.Scenes;

/// <summary>Dunes, here or on another planet.</summary>
internal static class Deserts
{
    public static void Paint(Stage stage, Mood mood, Dice dice)
    {
        var horizon = dice.Between(0.46f, 0.54f);
        Sky.Paint(stage, mood, dice.Split(), horizon, dice.Between(0.4f, 0.75f));
        Mesas(stage, mood.Palette, dice.Split(), horizon);
        Dunes(stage, mood.Palette, dice.Split(), horizon);
        Sky.Birds(stage, mood.Palette.Near.WithAlpha(170), dice.Split(), horizon * 0.5f);
    }

    public static void Planet(Stage stage, Mood mood, Dice dice)
    {
        var palette = mood.Palette;
        var horizon = dice.Between(0.58f, 0.66f);
        stage.Band(0, horizon + 0.05f, palette.Sky);
        stage.Band(horizon + 0.05f, 1, palette.Near, palette.Near);
        Sky.Stars(stage, dice.Split(), horizon);
        Giant(stage, palette, dice.Split(), horizon);
        Sky.Sun(
            stage, palette, new SKPoint(stage.Aspect * dice.Between(0.1f, 0.3f), horizon * dice.Between(0.2f, 0.4f)), stage.Unit * 0.022f);
        Land.Hills(stage, mood, dice.Split(), horizon, 0.92f, 4, trees: false);
    }

    private static void Giant(Stage stage, Palette palette, Dice dice, float horizon)
    {
        var radius = stage.Unit * dice.Between(0.16f, 0.24f);
        var (x, y) = (stage.Aspect * dice.Between(0.5f, 0.78f), horizon * dice.Between(0.4f, 0.6f));
        stage.Glow(x, y, radius * 1.7f, palette.Sun, 90);
        using var builder = new SKPathBuilder();
        builder.AddCircle(stage.Px(x), stage.Px(y), stage.Px(radius), SKPathDirection.Clockwise);
        using var globe = builder.Detach();
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.ClipPath(globe, SKClipOperation.Intersect, antialias: true);
        stage.Band(
            y - radius, y + radius, palette.Sun, Palette.Mix(palette.Sun, palette.Mist, 0.7f), palette.Sun, palette.Mist,
            Palette.Mix(palette.Mist, palette.Far, 0.6f));
        for (var stripe = 0; stripe < 9; stripe++)
        {
            var at = y + (radius * dice.Between(-0.9f, 0.9f));
            stage.Band(at, at + (radius * dice.Between(0.03f, 0.12f)), palette.Far.WithAlpha(40), palette.Far.WithAlpha(70));
        }

        stage.Glow(x + (radius * 0.9f), y + (radius * 0.7f), radius * 2, palette.Near, 235);
        canvas.Restore();
        Ring(stage, palette, x, y, radius);
    }

    private static void Ring(Stage stage, Palette palette, float x, float y, float radius)
    {
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.RotateDegrees(-18, stage.Px(x), stage.Px(y));
        foreach (var (scale, thickness, alpha) in ((float, float, byte)[])[(1.55f, 0.05f, 150), (1.75f, 0.09f, 110), (1.98f, 0.03f, 80)])
        {
            using var paint = new SKPaint
            {
                Color = palette.Accent.WithAlpha(alpha),
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = stage.Px(radius * thickness),
            };
            var oval = new SKRect(
                stage.Px(x - (radius * scale)), stage.Px(y - (radius * scale * 0.2f)), stage.Px(x + (radius * scale)),
                stage.Px(y + (radius * scale * 0.2f)));
            // The part behind the globe is left out.
            canvas.DrawArc(oval, -22, 224, false, paint);
        }

        canvas.Restore();
    }

    private static void Mesas(Stage stage, Palette palette, Dice dice, float horizon)
    {
        for (var i = 0; i < 4; i++)
        {
            var (x, w, h) = (dice.Next() * stage.Aspect, stage.Unit * dice.Between(0.08f, 0.22f), stage.Unit * dice.Between(0.03f, 0.1f));
            using var mesa = stage.Path(
            [
                new(x - (w * 0.7f), horizon + 0.03f), new(x - (w * 0.5f), horizon - h), new(x - (w * 0.1f), horizon - (h * 1.04f)),
                new(x + (w * 0.45f), horizon - h), new(x + (w * 0.75f), horizon + 0.03f),
            ]);
            var color = Palette.Mix(palette.Far, palette.Mist, 0.35f);
            stage.Fill(mesa, horizon - h, horizon + 0.03f, Palette.Mix(color, palette.Near, 0.25f), color);
        }
    }

    private static void Dunes(Stage stage, Palette palette, Dice dice, float horizon)
    {
        for (var layer = 0; layer < 5; layer++)
        {
            var t = layer / 4f;
            var ridge = new Ridge(dice.Split(), (1.5f - (0.8f * t)) / stage.Unit, 0.12f, sharp: true);
            var at = horizon + 0.03f + (0.43f * t);
            var height = stage.Unit * (0.06f + (0.14f * t));
            Func<float, float> line = x => at - (height * (ridge.At(x) - 0.3f));
            var (light, shade) = (palette.Depth(0.75f * t), palette.Depth(0.25f + (0.75f * t)));
            using var dune = stage.Below(line);
            stage.Fill(dune, at - height, at + 0.2f, Palette.Mix(light, palette.Mist, 0.35f), light, shade);
            // The side away from the sun, its edge running down from the crest.
            var lee = new Ridge(dice.Split(), 2.2f, 0.3f, sharp: false);
            using var shadow = stage.Below(
                x => MathF.Max(line(x), line(x + 0.05f) + (height * 0.55f * lee.At(x))), MathF.Min(1, at + 0.25f));
            stage.Fill(shadow, at - (height * 0.6f), at + 0.25f, shade.WithAlpha(120), shade.WithAlpha(0));
        }
    }
}
