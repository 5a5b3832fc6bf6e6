using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis;

/// <summary>One paid call: what it is to make, and, once it is prepared, what will be on the wire.</summary>
/// <param name="Pictures">How many pictures it is to make.</param>
/// <param name="CredentialId">Names the account to submit by, without revealing it.</param>
/// <param name="SubmitId">Our id of the submission, for the provider's logs where it takes one.</param>
internal sealed record ProviderCall(ModelProfile Model, ImageRequest Request, int Pictures, string CredentialId, string SubmitId)
{
    /// <summary>Ours; goes into the metadata that marks a picture as generated.</summary>
    public string ContentId { get; init; } = "";

    /// <summary>Where the provider may tell that the result is there; null where it can not reach us.</summary>
    public CallbackLink? Callback { get; init; }

    /// <summary>The secret of <see cref="Callback"/>, where <see cref="Body"/> asks to be called back; else null.</summary>
    public string? CallbackSecret { get; init; }

    /// <summary>The request's body, where input pictures are named and not contained; empty until the call is prepared.</summary>
    public string Body { get; init; } = "";

    /// <summary>How long the call may be on the wire: its own time-out.</summary>
    public TimeSpan Longest { get; init; }

    /// <summary>Whoever has the call disposes of them, sent or not.</summary>
    public CallAttachments Attachments { get; init; } = CallAttachments.None;
}

/// <summary>A task the provider has accepted, as it must be asked for: by the account and the model of its submission.</summary>
/// <param name="Api">As the catalogue names it.</param>
/// <param name="ModelKey">The provider's name of the model.</param>
/// <param name="TaskId">The provider's.</param>
/// <param name="ContentId">Ours; goes into the metadata that marks a picture as generated.</param>
internal sealed record ProviderTask(string Api, string CredentialId, string ModelKey, string TaskId, string ContentId);
