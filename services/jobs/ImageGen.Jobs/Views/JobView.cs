using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Views;

/// <summary>Shows a job as the public API does.</summary>
internal static class JobView
{
    public static JobResponse Show(Job job, Language language = Language.En)
    {
        var completed = Enumerable.Range(0, job.Request.Count).Count(index => IsStored(job, index));
        var billed = job.Pictures.Count(picture => picture.Billed == true);
        return new JobResponse
        {
            Id = job.Id,
            Status = job.Status,
            Model = job.Request.Model,
            Title = job.Title,
            Parameters = ParametersOf(job),
            EffectiveParameters = EffectiveParametersOf(job),
            Progress = new JobProgressResponse(completed, job.Request.Count, completed * 100 / job.Request.Count),
            Queue = null,
            Images = [.. Shown(job).Select(picture => ImageOf(job, picture, language))],
            Error = ErrorOf(job, language),
            WaitingFor = job.Pictures.FirstOrDefault(picture => picture is { State: PictureState.Generated, Delay: not null }) is { Delay: { } delay }
                ? WaitingOf(delay, language) : null,
            Attempts = job.Attempt,
            Retry = RetryOf(job),
            WaitsAgain = job.Status == JobStatus.Queued && job.Deciding.Any(picture => picture is { State: PictureState.Open, Deferred: not null }),
            Cancellation = job.Current.Cancellation,
            Usage = new JobUsageResponse(
                job.Pictures.Count(picture => !picture.State.IsFinal() && picture.Billed != true),
                billed,
                job.Pictures.Count(picture => picture.State.IsFinal() && picture.Billed is null)),
            Cost = job.Price is { } price ? new MoneyResponse(price.PerPicture * billed, price.Currency, price.Verified) : null,
            UnknownSubmissions = [.. UnknownSubmissionsOf(job)],
            Priority = job.Priority,
            Tags = job.Tags,
            Favorite = job.Favorite,
            Metadata = job.Metadata,
            TemplateId = job.TemplateId,
            Batch = job.Batch,
            BatchIndex = job.BatchIndex,
            Owner = OwnerOf(job),
            CreatedAt = Utc(job.CreatedAt),
            StartedAt = job.StartedAt is { } started ? Utc(started) : null,
            FinishedAt = job.FinishedAt is { } finished ? Utc(finished) : null,
            UpdatedAt = Utc(job.ChangedAt),
            DeletedAt = job.DeletedAt is { } deleted ? Utc(deleted) : null,
            Version = job.Revision,
            Links = LinksOf(job.Id),
        };
    }

    /// <summary>As requested.</summary>
    public static JobParametersResponse ParametersOf(Job job) =>
        JobParametersResponse.Of(job.Request, job.Defaulted) with { Prompt = job.WrittenPrompt ?? job.Request.Prompt };

    /// <summary>As sent: a style is words of the prompt then.</summary>
    public static JobParametersResponse EffectiveParametersOf(Job job) => JobParametersResponse.Of(job.Request, []) with { Style = null };

    public static JobOwnerResponse OwnerOf(Job job) => new(job.CreatedBy ?? job.Owner, Spaces.TeamOf(job.Owner));

    /// <summary>The same snapshot for a reader of another language.</summary>
    public static JobResponse Translate(JobResponse shown, Language language) => shown with
    {
        Error = Translate(shown.Error, language),
        WaitingFor = shown.WaitingFor is { } waiting ? waiting with { Message = ErrorTable.Of(waiting.Code).In(language) } : null,
        Images = [.. shown.Images.Select(image => image with { Error = Translate(image.Error, language) })],
    };

    private static JobErrorResponse? Translate(JobErrorResponse? error, Language language) =>
        error is null ? null : error with { Message = ErrorTable.Of(error.Code).In(language) };

    private static bool IsStored(Job job, int index) =>
        job.Pictures.Any(picture => picture.Index == index && picture.State == PictureState.Stored);

    /// <summary>All that is stored, whichever attempt brought it; a failure only where it decides.</summary>
    private static IEnumerable<JobPicture> Shown(Job job) => job.Pictures
        .Where(picture => picture.State == PictureState.Stored || (HasFailed(picture) && job.Decides(picture) && !IsStored(job, picture.Index)))
        .OrderBy(picture => picture.Index)
        .ThenBy(picture => picture.Attempt);

    private static bool HasFailed(JobPicture picture) => picture.State is PictureState.Failed or PictureState.Gone;

    public static JobImageResponse ImageOf(Job job, JobPicture picture, Language language)
    {
        var id = picture.IdIn(job);
        var isStored = picture.State == PictureState.Stored;
        return new JobImageResponse
        {
            Id = id,
            Index = picture.Index,
            Status = isStored ? ImageStatus.Stored : ImageStatus.Failed,
            Width = picture.Width,
            Height = picture.Height,
            ContentType = picture.ContentType,
            Bytes = picture.Bytes,
            Sha256 = picture.Sha256,
            Seed = picture.Seed,
            Url = isStored ? ImageId.ContentPath(id) : null,
            ThumbnailUrl = isStored ? ImageId.ThumbnailPath(id) : null,
            Late = picture.Late,
            Title = picture.Title,
            Tags = picture.Tags,
            Favorite = picture.Favorite,
            DeletedAt = picture.DeletedAt is { } deleted ? Utc(deleted) : null,
            Error = picture.Error is { } error ? Text(error, language) : null,
            Review = picture.Review is { } review ? new ImageReviewResponse(review.State, review.By, review.At is { } at ? Utc(at) : null, review.Reason) : null,
        };
    }

    private static JobErrorResponse? ErrorOf(Job job, Language language) => job switch
    {
        { Status: JobStatus.NeedsAttention } => Text(ErrorCodes.UnknownOutcome, language, retryable: false, Unknown(job)?.ProviderRequestId),
        { EndCode: ErrorCodes.Canceled } => null,
        { EndCode: { } code } => Text(code, language, retryable: true, Unknown(job)?.ProviderRequestId),
        { Status: JobStatus.Failed or JobStatus.PartiallySucceeded } => FirstFailure(job, language),
        _ => null,
    };

    private static JobErrorResponse? FirstFailure(Job job, Language language)
    {
        var failed = job.Deciding.Where(picture => picture.State != PictureState.Stored).MinBy(picture => picture.Index);
        return failed switch
        {
            null => null,
            { Error: { } error } => Text(error, language),
            { State: PictureState.Stopped } => Text(ErrorCodes.Canceled, language, retryable: true, null),
            _ => Text(ErrorCodes.UnknownOutcome, language, retryable: false, failed.Unknown?.ProviderRequestId),
        };
    }

    private static JobRetryResponse? RetryOf(Job job)
    {
        if (JobRules.RefusalOfRetry(job, acceptPossibleCharge: true) is RetryRefusal.StillOpen or RetryRefusal.NothingMissing)
            return null;
        var plan = RetryPlan.Of(job);
        return new JobRetryResponse(plan.Places, plan.PossibleCharge, [.. plan.Awaits.Select(place => place.Index)]);
    }

    private static UnknownSubmission? Unknown(Job job) =>
        job.Deciding.Select(picture => picture.Unknown).FirstOrDefault(unknown => unknown is not null);

    private static JobErrorResponse Text(GenerationError error, Language language) =>
        new(error.Code, ErrorTable.Of(error.Code).In(language), ErrorTable.Of(error.Code).Act, error.Retryable, error.ProviderCode, error.ProviderMessage, error.ProviderRequestId);

    private static JobErrorResponse Text(string code, Language language, bool retryable, string? requestId) =>
        new(code, ErrorTable.Of(code).In(language), ErrorTable.Of(code).Act, retryable, ProviderCode: null, ProviderMessage: null, requestId);

    private static JobWaitingResponse WaitingOf(PictureDelay delay, Language language)
    {
        var (code, entry) = (delay.Error.Code, ErrorTable.Of(delay.Error.Code));
        return new JobWaitingResponse(code, entry.In(language), entry.Act, Utc(delay.Since));
    }

    /// <summary>One for each call, whichever attempt made it, until what became of it is known.</summary>
    private static IEnumerable<UnknownSubmissionResponse> UnknownSubmissionsOf(Job job) => job.Pictures
        .Where(picture => picture.Unknown is not null && picture.State is PictureState.Unknown or PictureState.Abandoned or PictureState.Unresolved)
        .GroupBy(picture => picture.Unknown!, (unknown, pictures) => new UnknownSubmissionResponse(
            unknown.SubmitId,
            unknown.ProviderRequestId,
            Utc(unknown.SubmittedAt),
            unknown.PromptHash,
            [.. pictures.Select(picture => picture.Index)],
            unknown.Reason));

    private static JobLinksResponse LinksOf(string id)
    {
        var self = $"/api/v1/jobs/{id}";
        return new JobLinksResponse(self, self + "/events", self + "/cancel", self + "/retry");
    }

    public static DateTime Utc(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
