namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>A line of hills: noise of several scales laid over each other. 0 is the valley, 1 about the highest peak.</summary>
internal sealed class Ridge
{
    private readonly float[] _lattice = new float[64];
    private readonly float _scale;
    private readonly float _roughness;
    private readonly bool _sharp;

    /// <param name="dice">Where the shape comes from.</param>
    /// <param name="scale">How many hills fit into a width of 1.</param>
    /// <param name="roughness">From 0, smooth, to about 0.6, craggy.</param>
    /// <param name="sharp">Peaks instead of domes.</param>
    public Ridge(Dice dice, float scale, float roughness, bool sharp)
    {
        (_scale, _roughness, _sharp) = (scale, roughness, sharp);
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = dice.Next();
    }

    /// <summary>The height at a place; <paramref name="x"/> from 0 to the picture's width over its height.</summary>
    public float At(float x)
    {
        var (sum, weight, total, frequency) = (0f, 1f, 0f, _scale);
        for (var octave = 0; octave < 6; octave++)
        {
            var noise = Noise((x * frequency) + (octave * 7.3f));
            sum += weight * (_sharp && octave < 3 ? 1 - Math.Abs((2 * noise) - 1) : noise);
            total += weight;
            weight *= _roughness;
            frequency *= 2.03f;
        }

        return sum / total;
    }

    private float Noise(float x)
    {
        var cell = (int)MathF.Floor(x);
        var t = x - cell;
        t = t * t * (3 - (2 * t));
        return (At(cell) * (1 - t)) + (At(cell + 1) * t);
    }

    private float At(int cell) => _lattice[cell & (_lattice.Length - 1)];
}
