namespace ImageGen.Volcengine.Wire.Signing;

/// <summary>A key pair of the provider. A class, so that no generated text shows the secret.</summary>
internal sealed class KeyPair(string accessKey, string secretKey, string? sessionToken = null)
{
    public string AccessKey { get; } = accessKey;

    public string SecretKey { get; } = secretKey;

    public string? SessionToken { get; } = string.IsNullOrEmpty(sessionToken) ? null : sessionToken;
}
