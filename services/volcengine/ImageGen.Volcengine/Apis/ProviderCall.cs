using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis;

/// <param name="Api">As the catalogue names it.</param>
/// <param name="CredentialId">Names the account without revealing it.</param>
/// <param name="ModelKey">The provider's name of the model.</param>
/// <param name="Body">The request's body, where input pictures are named and not contained.</param>
/// <param name="Longest">How long the call may be on the wire: its own time-out.</param>
internal sealed record ProviderCall(string Api, string CredentialId, string ModelKey, string Body, TimeSpan Longest)
{
    /// <summary>How many pictures it is to make.</summary>
    public int Pictures { get; init; } = 1;

    /// <summary>Our id of the submission, for the provider's logs where it takes one.</summary>
    public string? SubmitId { get; init; }

    /// <summary>Whoever has the call disposes of them, sent or not.</summary>
    public CallAttachments Attachments { get; init; } = CallAttachments.None;

    /// <summary>The secret in the callback's address in the body; null where no callback is asked for.</summary>
    public string? CallbackSecret { get; init; }
}

/// <summary>A task the provider has accepted, as it must be asked for: by the account and the model of its submission.</summary>
/// <param name="Api">As the catalogue names it.</param>
/// <param name="ModelKey">The provider's name of the model.</param>
/// <param name="TaskId">The provider's.</param>
/// <param name="ContentId">Ours; goes into the metadata that marks a picture as generated.</param>
internal sealed record ProviderTask(string Api, string CredentialId, string ModelKey, string TaskId, string ContentId);
