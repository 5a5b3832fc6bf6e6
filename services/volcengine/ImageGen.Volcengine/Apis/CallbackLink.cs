namespace ImageGen.Volcengine.Apis;

/// <summary>Where the provider tells that a result is there.</summary>
/// <param name="Secret">Ends <paramref name="Url"/>; noted with the submission.</param>
internal sealed record CallbackLink(string Url, string Secret);
