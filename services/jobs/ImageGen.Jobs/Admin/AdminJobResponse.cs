using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Views;

namespace ImageGen.Jobs.Admin;

internal sealed record AdminJobResponse(
    string Id,
    JobStatus Status,
    string Owner,
    string Model,
    [property: Description("SHA-256 of the prompt as it was sent, hex.")] string PromptSha256,
    DateTime CreatedAt,
    DateTime? FinishedAt,
    IReadOnlyList<AdminAttemptResponse> Attempts,
    IReadOnlyList<AdminPlaceResponse> Places)
{
    public static AdminJobResponse Of(Job job) => new(
        job.Id,
        job.Status,
        job.Owner,
        job.Request.Model,
        PromptHash.Of(job.Request.Prompt),
        JobView.Utc(job.CreatedAt),
        job.FinishedAt is { } finished ? JobView.Utc(finished) : null,
        [.. job.Attempts.Select(AdminAttemptResponse.Of)],
        [.. job.Pictures.Select(AdminPlaceResponse.Of)]);
}

internal sealed record AdminAttemptResponse(
    int Number,
    DateTime AcceptedAt,
    [property: Description("The places that it asked for.")] IReadOnlyList<int> Indices,
    [property: Description("Those of them that a later attempt asked for anew.")] IReadOnlyList<int> Superseded,
    [property: Description("Missing places that it left to earlier attempts.")] IReadOnlyList<int> Awaits,
    [property: Description("Whose wish its cancel is: person or deadline; null where it was not canceled, or by a version that did not say.")] string? CanceledFor,
    Cancellation Cancellation,
    [property: Description("A final word is known for each of its places.")] bool Closed)
{
    public static AdminAttemptResponse Of(JobAttempt attempt) => new(
        attempt.Number,
        JobView.Utc(attempt.AcceptedAt),
        attempt.Indices,
        attempt.Superseded,
        [.. attempt.Awaits.Select(place => place.Index)],
        attempt.CanceledFor,
        attempt.Cancellation,
        attempt.Closed);
}

internal sealed record AdminPlaceResponse(
    int Attempt,
    int Index,
    PictureState State,
    string? ImageId,
    [property: Description("Null where nobody knows.")] bool? Billed,
    AdminErrorResponse? Error,
    [property: Description("Why a picture that was made is not stored yet.")] AdminDelayResponse? Delay,
    AdminSubmissionResponse? Submission)
{
    public static AdminPlaceResponse Of(JobPicture picture) => new(
        picture.Attempt,
        picture.Index,
        picture.State,
        picture.ImageId,
        picture.Billed,
        picture.Error is { } error ? AdminErrorResponse.Of(error) : null,
        picture is { State: PictureState.Generated, Delay: { } delay }
            ? new AdminDelayResponse(AdminErrorResponse.Of(delay.Error), JobView.Utc(delay.Since)) : null,
        AdminSubmissionResponse.Of(picture));
}

internal sealed record AdminErrorResponse(
    string Code,
    [property: Description("In English, with the provider's own words where they help.")] string Message,
    ErrorAct Act,
    bool Retryable,
    string? ProviderCode,
    string? ProviderRequestId,
    [property: Description("As it came: cut, without keys and without pictures.")] string? ProviderAnswer)
{
    public static AdminErrorResponse Of(GenerationError error) => new(
        error.Code, error.Message, ErrorTable.Of(error.Code).Act, error.Retryable, error.ProviderCode, error.ProviderRequestId, error.ProviderAnswer);
}

internal sealed record AdminDelayResponse(
    AdminErrorResponse Error,
    [property: Description("Since when that is the reason.")] DateTime Since);

[Description("The submission that failed, or whose outcome is or was unknown.")]
internal sealed record AdminSubmissionResponse(
    [property: Description("Our own id of it.")] string Id,
    DateTime SubmittedAt,
    [property: Description("Why nobody knows, or knew, what became of it.")] string? UnknownReason,
    string? ProviderRequestId,
    [property: Description("What came instead of an answer: cut, without keys and without pictures.")] string? ProviderAnswer)
{
    public static AdminSubmissionResponse? Of(JobPicture picture) => picture switch
    {
        { Unknown: { } unknown } => new(
            unknown.SubmitId, JobView.Utc(unknown.SubmittedAt), unknown.Reason, unknown.ProviderRequestId, unknown.ProviderAnswer),
        { Submission: { } failed } => new(
            failed.SubmitId, JobView.Utc(failed.SubmittedAt), UnknownReason: null, picture.Error?.ProviderRequestId, ProviderAnswer: null),
        _ => null,
    };
}
