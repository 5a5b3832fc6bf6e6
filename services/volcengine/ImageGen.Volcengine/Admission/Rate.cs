using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>When the next request of a kind may go out, for all replicas together.</summary>
internal sealed record Rate : DocumentPart, IDocument<Rate>
{
    /// <summary><c>rate:credential:submit:model</c> or <c>rate:api:credential:poll</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long NextAt { get; init; }

    /// <summary>When everybody was slowed down last.</summary>
    public long SlowedAt { get; init; }

    public static DocumentModel<Rate> Documents { get; } = new("provider_rates", rate => rate.Id);

    public static string OfSubmits(string credentialId, string model) => $"rate:{credentialId}:submit:{model}";

    public static string OfPolls(string api, string credentialId) => $"rate:{api}:{credentialId}:poll";
}
