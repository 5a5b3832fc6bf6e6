using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Volcengine.Apis;

/// <summary>What one call is to make.</summary>
/// <param name="Pictures">How many pictures the call is to make.</param>
/// <param name="CredentialId">The account to submit by.</param>
internal sealed record CallOrder(ModelProfile Model, ImageRequest Request, int Pictures, string CredentialId)
{
    /// <summary>Ours; goes into the metadata that marks a picture as generated.</summary>
    public string ContentId { get; init; } = "";

    /// <summary>Where the provider may tell that the result is there; null where it can not reach us.</summary>
    public CallbackLink? Callback { get; init; }
}
