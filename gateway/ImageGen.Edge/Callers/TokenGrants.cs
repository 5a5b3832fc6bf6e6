using System.Buffers.Text;
using System.Text.Json;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Edge.Callers;

/// <summary>What a token of ours allows, to see whether the next one allows the same. Not verified here: it comes from who signs it.</summary>
internal static class TokenGrants
{
    /// <returns>Empty where it is no such token.</returns>
    public static string Of(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return "";
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return string.Join('\n', Caller.Grants.Select(name => claims.RootElement.TryGetProperty(name, out var value) ? value.GetRawText() : ""));
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
