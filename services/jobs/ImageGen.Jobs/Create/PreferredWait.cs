using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs.Create;

/// <summary><c>Prefer: wait=N</c> (RFC 7240): a preference, so what can not be read is no error.</summary>
internal static class PreferredWait
{
    private const int MaxSeconds = 60;

    public static TimeSpan? Of(HttpRequest request)
    {
        var seconds = request.Headers["Prefer"]
            .SelectMany(header => (header ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
            .Where(preference => preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase))
            .Select(preference => int.TryParse(preference.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .FirstOrDefault();
        return seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, MaxSeconds)) : null;
    }
}
