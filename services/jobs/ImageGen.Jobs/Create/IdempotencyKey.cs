using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs;

/// <summary>A caller's promise that two requests are the same one.</summary>
/// <param name="Value">1 to 255 visible ASCII characters.</param>
/// <param name="Fingerprint">Of the request's content, hex: the same key with another content is a mistake.</param>
internal sealed record IdempotencyKey(string Value, string Fingerprint)
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <returns>Null where the request has none.</returns>
    /// <exception cref="ProblemException">400, where it can not be one.</exception>
    public static IdempotencyKey? Of(HttpRequest http, CreateJobRequest request)
    {
        var header = http.Headers[Header];
        if (header.Count == 0)
            return null;
        var key = header.Count == 1 ? Unquote(header.ToString().Trim()) : "";
        if (key.Length is 0 or > MaxLength || key.Any(c => c is < '!' or > '~'))
            throw new ProblemException(400, "bad_idempotency_key", $"{Header} is one value of 1 to {MaxLength} visible ASCII characters, quoted or bare.");
        return new IdempotencyKey(key, FingerprintOf(request));
    }

    /// <summary>Where its record is kept: a key belongs to its caller and to one address.</summary>
    public string IdFor(string owner, string endpoint) =>
        "idem_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{endpoint}\n{Value}")));

    // The header is a structured-field string; most clients send it bare.
    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"'
            ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : text;

    private static SortedDictionary<string, T>? Sorted<T>(IReadOnlyDictionary<string, T>? members) =>
        members is null ? null : new SortedDictionary<string, T>(members.ToDictionary(), StringComparer.Ordinal);

    private static string FingerprintOf(CreateJobRequest request)
    {
        var content = request with
        {
            Options = Sorted(request.Options),
            Metadata = Sorted(request.Metadata),
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, PublicJson.Options)));
    }
}
