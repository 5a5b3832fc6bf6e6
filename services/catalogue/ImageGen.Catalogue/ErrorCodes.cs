namespace ImageGen.Catalogue;

/// <summary>
/// Every code that says why a picture is not there, or not yet: the only place where they are spelled. What people read for each, and who
/// must act, is in <see cref="ErrorTable"/>. Stable: stored documents and clients know them.
/// </summary>
public static class ErrorCodes
{
    // The request.
    public const string PromptRejected = "prompt_rejected";
    public const string InputImageRejected = "input_image_rejected";
    public const string OutputRejected = "output_rejected";
    public const string OutputBlocked = "output_blocked";
    public const string Copyright = "copyright";
    public const string InvalidRequest = "invalid_request";
    public const string InputImageRefused = "input_image_refused";
    public const string InputImageUnsupported = "input_image_unsupported";
    public const string InputImageGone = "input_image_gone";
    public const string ReferenceNotReachable = "reference_not_reachable";
    public const string UnknownModel = "unknown_model";

    // The provider and the account.
    public const string CredentialsRefused = "credentials_refused";
    public const string CredentialsMissing = "credentials_missing";
    public const string ModelNotPermitted = "model_not_permitted";
    public const string ClockOff = "clock_off";
    public const string ProviderMisconfigured = "provider_misconfigured";
    public const string QuotaExceeded = "quota_exceeded";
    public const string AccountOverdue = "account_overdue";
    public const string Throttled = "throttled";
    public const string ProviderUnreachable = "provider_unreachable";
    public const string BodyNotAccepted = "body_not_accepted";
    public const string ProviderError = "provider_error";
    public const string NoAnswer = "no_answer";
    public const string Unknown = "unknown";

    // How a job ended, or why it waits for a person.
    public const string UnknownOutcome = "unknown_outcome";
    public const string Closed = "closed";
    public const string Canceled = "canceled";
    public const string Expired = "expired";
    public const string QueueDeadline = "queue_deadline";
    public const string NotDelivered = "not_delivered";
    public const string Lost = "lost";
    public const string Internal = "internal";

    // Storing a picture that was made. All but the first are also reasons to wait.
    public const string ImageSourceGone = "image_source_gone";
    public const string ImageSourceUnavailable = "image_source_unavailable";
    public const string ImageSourceNotAllowed = "image_source_not_allowed";
    public const string NotAPicture = "not_a_picture";
    public const string PictureTooLarge = "picture_too_large";
    public const string ObjectStoreUnavailable = "object_store_unavailable";
}
