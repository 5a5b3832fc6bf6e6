using System.Buffers;

namespace ImageGen.ObjectStorage;

/// <summary>What a key may look like: nothing that a file system or a URL could read in a second way.</summary>
internal static class ObjectKey
{
    private const int MaxLength = 512;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_./");

    /// <exception cref="ArgumentException">The key is not a plain relative path.</exception>
    public static void Check(string key)
    {
        if (!IsValid(key))
            throw new ArgumentException($"'{key}' can not be the key of an object.", nameof(key));
    }

    public static bool IsValid(string key)
    {
        if (key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExcept(Allowed))
            return false;
        foreach (var part in key.AsSpan().Split('/'))
        {
            if (key.AsSpan(part) is "" or ['.', ..])
                return false;
        }
        return true;
    }
}
