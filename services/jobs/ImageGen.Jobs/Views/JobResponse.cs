using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;

namespace ImageGen.Jobs.Views;

[Description("A job and its pictures as they are now.")]
internal sealed record JobResponse
{
    [Description("Begins with job_.")]
    public required string Id { get; init; }

    public required JobStatus Status { get; init; }

    [Description("Id of the model in the catalogue.")]
    public required string Model { get; init; }

    public required string? Title { get; init; }

    [Description("As requested.")]
    public required JobParametersResponse Parameters { get; init; }

    [Description("As sent: with our defaults.")]
    public required JobParametersResponse EffectiveParameters { get; init; }

    public required JobProgressResponse Progress { get; init; }

    [Description("Only while the job is queued.")]
    public required JobQueueResponse? Queue { get; init; }

    [Description("Pictures that are stored, and places whose picture failed. One failed picture does not fail the others.")]
    public required IReadOnlyList<JobImageResponse> Images { get; init; }

    public required JobErrorResponse? Error { get; init; }

    [Description("Why a picture that was made is not stored yet, once that has been tried in vain. It goes on by itself, for as long as the provider's link lives.")]
    public JobWaitingResponse? WaitingFor { get; init; }

    [Description("How often pictures were asked for: 1, and one more for each retry.")]
    public required int Attempts { get; init; }

    [Description("What a retry would do now; null while the job goes on by itself, and where nothing is missing.")]
    public required JobRetryResponse? Retry { get; init; }

    [Description("The job is queued once more: a call was on its way and the provider had no room for it. Nothing was billed for that.")]
    public required bool WaitsAgain { get; init; }

    [Description("What the cancel of the latest attempt came to, and of what it had left to earlier ones. Only 'stopped' means that nothing was submitted.")]
    public required Cancellation Cancellation { get; init; }

    public required JobUsageResponse Usage { get; init; }

    [Description("Null where no price is known.")]
    public required MoneyResponse? Cost { get; init; }

    [Description("Paid calls whose outcome nobody knows: what it takes to look for them in the provider's console.")]
    public required IReadOnlyList<UnknownSubmissionResponse> UnknownSubmissions { get; init; }

    [Description("interactive or batch.")]
    public required string Priority { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required bool Favorite { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    [Description("The template that it was made by, if any. It may have been changed or deleted since.")]
    public string? TemplateId { get; init; }

    [Description("The batch that it was asked for in, if any: GET /api/v1/batches/{id}.")]
    public string? Batch { get; init; }

    [Description("Its place in the batch, from 0.")]
    public int? BatchIndex { get; init; }

    public required JobOwnerResponse Owner { get; init; }

    public required DateTime CreatedAt { get; init; }

    [Description("When the provider began with the first part of the latest attempt, or of what that has left to earlier ones.")]
    public required DateTime? StartedAt { get; init; }

    public required DateTime? FinishedAt { get; init; }

    [Description("When anything in this job last changed.")]
    public required DateTime UpdatedAt { get; init; }

    [Description("When it was thrown away; null where it is not in the trash.")]
    public required DateTime? DeletedAt { get; init; }

    [Description("Grows with every change: of two snapshots of a job the one with the higher version is newer.")]
    public required long Version { get; init; }

    public required JobLinksResponse Links { get; init; }
}

internal sealed record JobProgressResponse(
    [property: Description("Pictures that are stored.")] int Completed,
    [property: Description("Pictures the job asks for.")] int Total,
    [property: Description("0 to 100.")] int Percent);

internal sealed record JobQueueResponse(
    [property: Description("1 is next. Above 200 it is an estimate.")] int Position,
    [property: Description("Seconds until the job will probably be done.")] int EtaS);

internal sealed record JobRetryResponse(
    [property: Description("Places that it would ask for anew, from 0. None where all that is missing is about to come: then a retry is refused.")] IReadOnlyList<int> Places,
    [property: Description("Those of them that may be charged twice: an earlier submission may still bring them, or may have been billed.")] IReadOnlyList<int> PossibleCharge,
    [property: Description("Missing places that it leaves alone: their pictures are being made or stored.")] IReadOnlyList<int> Arriving);

internal sealed record JobErrorResponse(
    [property: Description("Stable; ours, not the provider's.")] string Code,
    [property: Description("What happened and what to do, in the caller's language.")] string Message,
    [property: Description("Who must act before the same can succeed: nobody (it passes, or a retry is enough), user (another prompt, picture or decision), operator (keys, account, settings).")] ErrorAct Act,
    [property: Description("Whether the same request may succeed another time.")] bool Retryable,
    string? ProviderCode,
    [property: Description("The provider's own words, where they help whoever must act: in its language, cut.")] string? ProviderMessage,
    string? ProviderRequestId);

internal sealed record JobWaitingResponse(
    [property: Description("Stable; one of the codes of errors.")] string Code,
    [property: Description("What happened and what to do, in the caller's language.")] string Message,
    [property: Description("Who must act before it can succeed: nobody (it passes), or operator.")] ErrorAct Act,
    [property: Description("Since when that is the reason. The picture itself (GET /api/v1/images/{id}) says when it is tried next.")] DateTime Since);

internal sealed record JobUsageResponse(
    [property: Description("Pictures that may still be billed.")] int Reserved,
    [property: Description("Pictures that were billed as far as we know.")] int Billed,
    [property: Description("Pictures that have ended without anybody knowing whether they were billed.")] int Unknown);

internal sealed record MoneyResponse(
    [property: Description("For the billed pictures, by the catalogue's price when the job was accepted.")] decimal Amount,
    [property: Description("ISO 4217.")] string Currency,
    [property: Description("False where the price is an estimate: neither the provider's price list nor a contract says so.")] bool Verified);

internal sealed record UnknownSubmissionResponse(
    [property: Description("Our id of the call; sent to the provider where it takes one.")] string SubmitId,
    [property: Description("Null where no answer came.")] string? ProviderRequestId,
    DateTime SubmittedAt,
    [property: Description("SHA-256 of the prompt as sent, hex.")] string PromptSha256,
    [property: Description("The places in the job that it was to fill.")] IReadOnlyList<int> Indices,
    [property: Description("Why nobody knows.")] string Reason);

internal sealed record JobOwnerResponse(
    [property: Description("Id of the user who asked for the job.")] string User,
    [property: Description("Id of the team that has it; null where it is the user's alone.")] string? Team);

internal sealed record JobLinksResponse(string Self, string Events, string Cancel, string Retry);
