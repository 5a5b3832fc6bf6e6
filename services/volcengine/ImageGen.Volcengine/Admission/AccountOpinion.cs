using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// What one worker has been told about an account. Each worker has its own document, so that none overwrites what another has found out:
/// a key that is wrong here may be right there.
/// </summary>
internal sealed record AccountOpinion : DocumentPart, IDocument<AccountOpinion>
{
    public const string ApiField = "api";
    public const string BeatField = "beatAt";

    /// <summary><c>opinion:worker:api:credential</c>.</summary>
    public required string Id { get; init; }

    public required string WorkerId { get; init; }

    public required string Api { get; init; }

    public required string CredentialId { get; init; }

    /// <summary>When its worker was last seen, by that worker's clock, Unix milliseconds.</summary>
    public required long BeatAt { get; init; }

    /// <summary>What it is refused; empty while all is well.</summary>
    public IReadOnlyList<RefusedSince> Refusals { get; init; } = [];

    public static DocumentModel<AccountOpinion> Documents { get; } = new DocumentModel<AccountOpinion>("provider_opinions", opinion => opinion.Id)
        .Text(ApiField, opinion => opinion.Api)
        .Number(BeatField, opinion => opinion.BeatAt)
        .Index(ApiField, BeatField)
        .Index(BeatField);

    public static string IdOf(string workerId, string api, string credentialId) => $"opinion:{workerId}:{api}:{credentialId}";

    /// <returns>Null where the worker may use the model by the account, as far as it knows.</returns>
    public RefusedSince? Of(string model) => Refusals.FirstOrDefault(refusal => refusal.Model is null || refusal.Model == model);
}

/// <param name="Model">Only this one; null where the account is refused whatever it asks for.</param>
/// <param name="Since">Unix milliseconds, by the worker's clock, as all here.</param>
/// <param name="AgainAt">When the worker tries again.</param>
/// <param name="Settled">It has been so for the whole patience, as the worker itself has measured it.</param>
internal sealed record RefusedSince(string? Model, AccountError Error, long Since, long AgainAt, bool Settled) : DocumentPart;
