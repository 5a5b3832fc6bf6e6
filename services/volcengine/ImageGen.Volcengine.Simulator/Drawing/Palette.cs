using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>The colours of a picture.</summary>
/// <param name="Sky">From the zenith to the horizon.</param>
/// <param name="Sun">The sun or the moon.</param>
/// <param name="Far">The farthest hills.</param>
/// <param name="Near">The foreground.</param>
/// <param name="Mist">What lies between the hills.</param>
/// <param name="Accent">Lights, blossoms, sails.</param>
/// <param name="Stars">Whether stars are out.</param>
internal sealed record Palette(SKColor[] Sky, SKColor Sun, SKColor Far, SKColor Near, SKColor Mist, SKColor Accent, bool Stars = false)
{
    public static readonly Palette Dusk = Of("0b1030 3b2a6b b85a94 ffc6a0", "ffe9cf", "6b467f", "120c2c", "d77a9a", "ffbf7d", stars: true);
    public static readonly Palette Morning = Of("5fa9e0 a6d5f0 fbe9c9", "fff7e0", "93bcae", "15382f", "f6efd9", "f2a65a");
    public static readonly Palette Sunset = Of("55264f b8405c f27d52 ffd79a", "fff2cc", "b04a5e", "2a0f1c", "f9a76f", "ffe0a3");
    public static readonly Palette Aurora = Of(
        "020b18 05283f 0b5560 2c9c8e", "defff2", "12485a", "020b12", "1c7480", "7dffc8", stars: true);
    public static readonly Palette Ink = Of("f3eee2 efe9dc e8e1d1", "c43d2c", "a3abad", "1f2529", "eee8da", "b8332a");
    public static readonly Palette Ember = Of("12081a 4a0e2c b02f52 ff9a72", "ffb9a2", "7d2340", "12040b", "c8506a", "ffcf9e", stars: true);
    public static readonly Palette Snow = Of("6b97c8 adcbe6 eaf2f9", "fffdf4", "a9bfd6", "2c4763", "f3f8fc", "ffd9a0");
    public static readonly Palette Ocean = Of("2a78c2 76bce8 e3f4f4", "fffaea", "6aa3bf", "0c4159", "dff1f2", "ffffff");
    public static readonly Palette Neon = Of("080518 260d52 7c1d88 ff5d9e", "ffb0dd", "3c1b72", "07040f", "a8349f", "35f0ff", stars: true);
    public static readonly Palette Desert = Of("5fa3c7 f3d9ad fbe9c6", "fffbe6", "e2aa6c", "7c3f20", "fbe3b8", "fff0cc");
    public static readonly Palette Spring = Of("8fbcec dfc9e6 ffe3e0", "fffaf2", "b49cc0", "43284c", "ffdce6", "ff9dba");
    public static readonly Palette Wood = Of("a5d3c6 d5ecd2 fbf5d3", "fffce4", "93c2a4", "0d2b20", "ecf6da", "f6d27a");
    public static readonly Palette Moonlight = Of(
        "050a1e 10234d 2f5a94 8fb9d8", "f4f8ff", "2a4a7c", "050b1c", "6f9cc6", "ffd893", stars: true);

    public static readonly Palette[] All = [Dusk, Morning, Sunset, Aurora, Ember, Snow, Ocean, Desert, Spring, Wood, Moonlight];

    /// <summary>A colour on the way from the far hills (0) to the foreground (1).</summary>
    public SKColor Depth(float t) => Mix(Far, Near, t);

    public static SKColor Mix(SKColor a, SKColor b, float t) => new(
        (byte)(a.Red + ((b.Red - a.Red) * t)), (byte)(a.Green + ((b.Green - a.Green) * t)), (byte)(a.Blue + ((b.Blue - a.Blue) * t)));

    private static Palette Of(string sky, string sun, string far, string near, string mist, string accent, bool stars = false) => new(
        [.. sky.Split(' ').Select(SKColor.Parse)], SKColor.Parse(sun), SKColor.Parse(far), SKColor.Parse(near), SKColor.Parse(mist),
        SKColor.Parse(accent), stars);
}
