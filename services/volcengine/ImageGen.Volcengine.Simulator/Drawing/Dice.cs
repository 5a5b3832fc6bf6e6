using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Volcengine.Simulator.Drawing;

/// <summary>Numbers that look random and are always the same for the same seed, on every machine (SplitMix64).</summary>
internal sealed class Dice(ulong state)
{
    private ulong _state = state;

    public static Dice For(string prompt, long seed, int index)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{index}/{prompt}")));
        return new Dice(BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }

    /// <summary>From 0 to below 1.</summary>
    public float Next() => (Bits() >> 40) / (float)(1 << 24);

    public float Between(float low, float high) => low + ((high - low) * Next());

    public int Below(int count) => (int)(Next() * count);

    public bool Chance(float probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> among) => among[Below(among.Count)];

    /// <summary>Dice of its own for a part of the picture, so that a change to one part leaves the others as they were.</summary>
    public Dice Split() => new(Bits());

    private ulong Bits()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
