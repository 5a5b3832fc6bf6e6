using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Volcengine.Providers;

/// <summary>What one call is to make.</summary>
/// <param name="Pictures">How many pictures the call is to make.</param>
/// <param name="CredentialId">The account to submit by.</param>
internal sealed record CallOrder(ModelProfile Model, ImageRequest Request, int Pictures, string CredentialId);
