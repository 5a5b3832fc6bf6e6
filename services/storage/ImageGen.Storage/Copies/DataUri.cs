using System.Buffers.Text;

namespace ImageGen.Storage.Copies;

/// <summary>A link that is the bytes themselves (RFC 2397).</summary>
internal static class DataUri
{
    public static bool Is(string? url) => url is not null && url.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    /// <returns>Null where the text holds no bytes in Base64: no picture is written otherwise.</returns>
    public static byte[]? Read(string url)
    {
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !url.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return null;
        var text = Uri.UnescapeDataString(url[(comma + 1)..]).Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
    }
}
