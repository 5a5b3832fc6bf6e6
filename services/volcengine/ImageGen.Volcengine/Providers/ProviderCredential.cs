namespace ImageGen.Volcengine.Providers;

/// <summary>An account of the provider, without its secret, which stays in the API's own folder.</summary>
/// <param name="Id">Names the account in documents and logs without revealing the key.</param>
internal sealed record ProviderCredential(string Id);
