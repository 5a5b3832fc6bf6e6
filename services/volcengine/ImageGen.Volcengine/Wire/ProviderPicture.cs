namespace ImageGen.Volcengine.Wire;

/// <summary>One picture: a link to it or its bytes.</summary>
/// <param name="Place">Which of the call's pictures it is, from 0; null where they simply come in order.</param>
internal sealed record ProviderPicture(string? Url, byte[]? Bytes = null, long? Seed = null, int? Place = null);
