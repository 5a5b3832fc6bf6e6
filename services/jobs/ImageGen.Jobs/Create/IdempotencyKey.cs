using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs.Create;

/// <summary>A caller's promise that two requests are the same one.</summary>
/// <param name="Value">1 to 255 visible ASCII characters.</param>
/// <param name="Fingerprint">Of the request's content, hex: the same key with another content is a mistake.</param>
internal sealed record IdempotencyKey(string Value, string Fingerprint)
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <param name="content">What the request asks for, with its members in an order of their own.</param>
    /// <returns>Null where the request has none.</returns>
    /// <exception cref="ProblemException">400, where it can not be one.</exception>
    public static IdempotencyKey? Of<T>(HttpRequest http, T content)
    {
        var header = http.Headers[Header];
        if (header.Count == 0)
            return null;
        var key = header.Count == 1 ? Unquote(header.ToString().Trim()) : "";
        if (key.Length is 0 or > MaxLength || key.Any(c => c is < '!' or > '~'))
            throw new ProblemException(400, "bad_idempotency_key", $"{Header} is one value of 1 to {MaxLength} visible ASCII characters, quoted or bare.");
        return new IdempotencyKey(key, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, PublicJson.Options))));
    }

    /// <summary>Where its record is kept: a key belongs to its caller and to one address.</summary>
    public string IdFor(string owner, string endpoint) =>
        "idem_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{endpoint}\n{Value}")));

    public static ProblemException Reused() => new(
        422, "idempotency_key_reused", "This Idempotency-Key was used for a request with another content. Use a new key for a new request.");

    // The header is a structured-field string; most clients send it bare.
    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] == '"' && text[^1] == '"'
            ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : text;
}
