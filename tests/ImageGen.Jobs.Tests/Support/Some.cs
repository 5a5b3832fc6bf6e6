using ImageGen.Contracts;
using ImageGen.Jobs.Domain;

namespace ImageGen.Jobs.Tests.Support;

/// <summary>Jobs and facts about them, with what a test does not care about filled in.</summary>
internal static class Some
{
    public const string JobId = "job_1";
    public const long Now = 1_800_000_000_000;
    public const long Minute = 60_000;

    private static readonly DateTimeOffset StartTime = DateTimeOffset.FromUnixTimeMilliseconds(Now + 1000);

    /// <summary>As it is asked for, before it is accepted.</summary>
    public static Job Order(int count = 1) =>
        Domain.Job.Of(new ImageRequest { Model = "jimeng-t2i-4.0", Prompt = "a fox", Width = 2048, Height = 2048, Count = count });

    public static Job Job(int count = 1) => JobRules.Accept(Order(count), JobId, "ada", Now);

    public static GenerationStarted Started(int index, int attempt = 1) =>
        new() { JobId = JobId, Attempt = attempt, Indices = [index], StartedAt = StartTime.AddSeconds(index) };

    public static GenerationStarted OnTheWire(int index, int attempt = 1) => Started(index, attempt) with { OnTheWire = true };

    public static GenerationStarted OnTheWire(int index, int submission, int attempt) =>
        OnTheWire(index, attempt) with { Submission = submission, StartedAt = StartTime.AddMinutes(submission) };

    public static GenerationDeferred Deferred(int index, int submission = 1, int attempt = 1) =>
        new() { JobId = JobId, Attempt = attempt, Indices = [index], Submission = submission };

    public static GenerationUnknown Unknown(int index, int attempt = 1) => new()
    {
        JobId = JobId,
        Attempt = attempt,
        Indices = [index],
        SubmitId = $"sub_{attempt}_{index}",
        SubmittedAt = StartTime,
        PromptHash = "ab12",
        Reason = "reset",
        ProviderRequestId = "req_9",
        ProviderAnswer = "HTTP 502",
    };

    public static ImagesGenerated Generated(int index, int attempt = 1) => Generated([index], [index], attempt);

    public static ImagesGenerated Generated(int[] part, int[] made, int attempt = 1) => new()
    {
        JobId = JobId,
        Attempt = attempt,
        Indices = part,
        Total = 9,
        Owner = "ada",
        Model = "jimeng-t2i-4.0",
        Images = [.. made.Select(index => new GeneratedImage { Index = index, ImageId = ImageId(index, attempt), SourceUrl = "https://p/1", Seed = 7 + index })],
    };

    public static ImageStored Stored(int index, int attempt = 1) => new()
    {
        JobId = JobId,
        Attempt = attempt,
        Index = index,
        Total = 9,
        ImageId = ImageId(index, attempt),
        ContentType = "image/png",
        Bytes = 1000 + index,
        Sha256 = $"aa{index}{attempt}",
        Width = 2048,
        Height = 2048,
    };

    public static ImageStoreFailed Gone(int index, int attempt = 1) => new()
    {
        JobId = JobId,
        Attempt = attempt,
        Index = index,
        Total = 9,
        ImageId = ImageId(index, attempt),
        Error = Error("image_source_gone"),
    };

    /// <param name="minutes">After the first start.</param>
    public static ImageDelayed Delayed(int index, int attempt = 1, int minutes = 1, string code = "not_a_picture") => new()
    {
        JobId = JobId,
        Attempt = attempt,
        Index = index,
        ImageId = ImageId(index, attempt),
        Error = new GenerationError { Code = code, Message = "p9.example.com answered a page" },
        Since = StartTime.AddMinutes(minutes),
    };

    public static GenerationFailed Failed(int index, int attempt = 1, bool? billed = false, string code = "prompt_rejected") =>
        new() { JobId = JobId, Attempt = attempt, Indices = [index], Error = Error(code), Billed = billed, SubmitId = "sub_1", SubmittedAt = DateTimeOffset.UnixEpoch };

    public static GenerationCanceled Stopped(int index, int attempt = 1) =>
        new() { JobId = JobId, Attempt = attempt, Indices = [index], Outcome = CancelOutcome.Stopped, Final = true };

    public static GenerationCanceled Abandoned(int index, int attempt = 1, bool final = false) =>
        new() { JobId = JobId, Attempt = attempt, Indices = [index], Outcome = CancelOutcome.Unknown, Final = final };

    public static GenerationError Error(string code) => new() { Code = code, Message = code, Retryable = true, ProviderCode = "50411", ProviderAnswer = "HTTP 400 as it came" };

    /// <summary>The job after these facts, in this order.</summary>
    public static Job After(this Job job, params IEnumerable<object> facts) => facts.Aggregate(job, (known, fact) => known.Fold(fact));

    public static Job Fold(this Job job, object fact, long now = Now + Minute) => JobRules.FoldOf(fact).Fold(job, now);

    private static string ImageId(int index, int attempt) => $"img_1_{attempt}_{index}";
}
