using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>Signs as a customer of the provider does, and can be told to do it wrongly.</summary>
internal sealed class SigningClient
{
    public string AccessKey { get; init; } = SimulatorCredentials.AccessKey;

    public string SecretKey { get; init; } = SimulatorCredentials.SecretKey;

    public string Region { get; init; } = "cn-north-1";

    public string Service { get; init; } = "cv";

    /// <summary>Changes the request after it was signed.</summary>
    public Action<HttpRequestMessage>? Spoil { get; init; }

    public HttpRequestMessage Sign(Uri baseAddress, string action, string version, object body, DateTimeOffset at)
    {
        var bytes = body as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(body);
        var query = $"Action={action}&Version={version}";
        var date = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");
        var scope = $"{date[..8]}/{Region}/{Service}/request";
        var hash = Hex(SHA256.HashData(bytes));
        const string Names = "host;x-content-sha256;x-date";
        var canonical = $"POST\n/\n{query}\nhost:{baseAddress.Authority}\nx-content-sha256:{hash}\nx-date:{date}\n\n{Names}\n{hash}";
        var text = $"HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes(SecretKey), Hmac);

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(baseAddress, "/?" + query)) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Date", date);
        request.Headers.Add("X-Content-Sha256", hash);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders={Names}, Signature={Hex(Hmac(key, text))}");
        Spoil?.Invoke(request);
        return request;
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
