using System.Globalization;

namespace ImageGen.ServiceDefaults.Queries;

/// <summary>Times in queries.</summary>
public static class QueryTime
{
    // A time needs its zone, 'Z' or an offset: without one it would be taken for a time of ours. Seconds may be left out, as browsers do.
    private static readonly string[] Forms =
        [.. from seconds in new[] { ":ss.FFFFFFF", "" } from zone in new[] { "'Z'", "zzz" } select $"yyyy-MM-dd'T'HH:mm{seconds}{zone}"];

    /// <param name="text">RFC 3339.</param>
    /// <param name="milliseconds">Since 1970.</param>
    public static bool TryRead(string text, out long milliseconds)
    {
        // A plus sign that was not encoded arrives as a space.
        var isTime = DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        milliseconds = isTime ? time.ToUnixTimeMilliseconds() : 0;
        return isTime;
    }
}
