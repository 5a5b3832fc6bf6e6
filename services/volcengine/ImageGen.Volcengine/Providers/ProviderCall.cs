namespace ImageGen.Volcengine.Providers;

/// <param name="CredentialId">Names the account without revealing it.</param>
/// <param name="ReqKey">The provider's name of the model.</param>
/// <param name="Body">The request's body.</param>
internal sealed record ProviderCall(string CredentialId, string ReqKey, string Body);

/// <summary>A task the provider has accepted, as it must be asked for: by the account and the model of its submission.</summary>
/// <param name="TaskId">The provider's.</param>
/// <param name="ContentId">Ours; goes into the metadata that marks a picture as generated.</param>
internal sealed record ProviderTask(string CredentialId, string ReqKey, string TaskId, string ContentId);

/// <summary>One picture: a link to it or its bytes.</summary>
internal sealed record ProviderPicture(string? Url, byte[]? Bytes = null, long? Seed = null);
