namespace ImageGen.Catalogue;

/// <summary>
/// Every code that says why a picture is not there, or not yet, and those of accounts: the only place where they are spelled. What people read for each, and who
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

    // The door.
    public const string RateLimited = "rate_limited";

    public const string AuditUnavailable = "audit_unavailable";

    // Accounts: who may call what.
    public const string NotSignedIn = "not_signed_in";
    public const string NotPermitted = "not_permitted";
    public const string KeyRefused = "key_refused";
    public const string NoOrigin = "no_origin";
    public const string AccountsUnavailable = "accounts_unavailable";
    public const string SignInFailed = "sign_in_failed";
    public const string TooManyAttempts = "too_many_attempts";
    public const string EmailInvalid = "email_invalid";
    public const string EmailTaken = "email_taken";
    public const string PasswordWeak = "password_weak";
    public const string PasswordWrong = "password_wrong";
    public const string LinkRefused = "link_refused";
    public const string SetupDone = "setup_done";
    public const string SetupCodeWrong = "setup_code_wrong";
    public const string UserNotFound = "user_not_found";
    public const string TeamNotFound = "team_not_found";
    public const string KeyNotFound = "key_not_found";
    public const string NameInvalid = "name_invalid";
    public const string ScopeUnknown = "scope_unknown";
    public const string ExpiryInvalid = "expiry_invalid";
    public const string ModelsInvalid = "models_invalid";
    public const string AddressesInvalid = "addresses_invalid";
    public const string RateInvalid = "rate_invalid";
    public const string ModelNotAllowed = "model_not_allowed";
    public const string LimitInvalid = "limit_invalid";
    public const string TooManyKeys = "too_many_keys";
    public const string OwnAccount = "own_account";
    public const string AccountsOff = "accounts_off";
    public const string SessionNotFound = "session_not_found";
    public const string TeamHasMembers = "team_has_members";

    // Signing in by the provider.
    public const string OidcOff = "oidc_off";
    public const string OidcUnavailable = "oidc_unavailable";
    public const string OidcDenied = "oidc_denied";
    public const string OidcExpired = "oidc_expired";
    public const string OidcFailed = "oidc_failed";
    public const string OidcEmailUnverified = "oidc_email_unverified";
    public const string OidcNotInvited = "oidc_not_invited";
    public const string OidcLinkedElsewhere = "oidc_linked_elsewhere";
    public const string OidcUserOff = "oidc_user_off";

    // Pictures that a reviewer sees first.
    public const string ImageInReview = "image_in_review";
    public const string ImageNotHeld = "image_not_held";
    public const string OwnReview = "own_review";
    public const string DecisionMissing = "decision_missing";
    public const string ReasonInvalid = "reason_invalid";

    // Pictures that leave.
    public const string TooManyExports = "too_many_exports";
    public const string ImageNotShareable = "image_not_shareable";
    public const string TooManyLinks = "too_many_links";
    public const string LinkExpiryInvalid = "link_expiry_invalid";
    public const string LinkDownloadsInvalid = "link_downloads_invalid";
    public const string LinkNotFound = "link_not_found";
    public const string LinkEnded = "link_ended";
}
