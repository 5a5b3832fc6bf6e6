using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Visual.Signing;

/// <summary>A key pair of the provider. A class, so that no generated text shows the secret.</summary>
internal sealed class Credential(string accessKey, string secretKey, string? sessionToken = null)
{
    /// <summary>Names the key pair in documents and logs without showing the key.</summary>
    public string Id { get; } = ProviderCredential.IdOf(accessKey);

    public string AccessKey { get; } = accessKey;

    public string SecretKey { get; } = secretKey;

    public string? SessionToken { get; } = string.IsNullOrEmpty(sessionToken) ? null : sessionToken;
}
