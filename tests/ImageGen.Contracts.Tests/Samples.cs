using System.Text.Json;
using ImageGen.Messaging;

namespace ImageGen.Contracts.Tests;

/// <summary>One message of each kind with every member set, to something that is not its default.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 6, 51, 30, 125, TimeSpan.Zero);

    private static readonly GenerationError Error = new()
    {
        Code = "prompt_rejected",
        Message = "The provider's content check refused the prompt.",
        Retryable = true,
        ProviderCode = "50412",
        ProviderMessage = "Text Risk Not Pass",
        ProviderRequestId = "20261124-1",
        ProviderAnswer = "HTTP 400\n{\"code\":50412}",
    };

    private static readonly ImageRequest Request = new()
    {
        Model = "jimeng-t2i-4.0",
        Prompt = "灯塔 “at night” & <sea>",
        NegativePrompt = "雾",
        Width = 2048,
        Height = 1536,
        SizeTier = "2K",
        Count = 4,
        Seed = 9_007_199_254_740_993,
        Steps = 30,
        GuidanceScale = 7.5,
        Style = "ink",
        References = ["https://example.com/a.png", "img_1_1_0"],
        Mask = "img_1_1_1",
        Strength = 0.6,
        Group = true,
        Options = new Dictionary<string, JsonElement> { ["web_search"] = JsonSerializer.SerializeToElement(true), ["output_format"] = JsonSerializer.SerializeToElement("png") },
        Inputs = [new InputImage { Url = "https://example.com/a.png" }, new InputImage { Key = "images/aa/img_1_1_0", ContentType = "image/png", Bytes = 4_096, Width = 64, Height = 48 }],
        MaskInput = new InputImage { Key = "images/aa/img_1_1_1", ContentType = "image/png", Bytes = 512, Width = 64, Height = 48 },
    };

    private static readonly object[] All =
    [
        new GenerateImage
        {
            JobId = "job_1", Attempt = 2, Indices = [0, 3], Owner = "usr_ada", Request = Request, Priority = "batch",
            AcceptedAt = Time, NotAfter = Time.AddDays(1), HeldFor = "usr_ada",
        },
        new CancelGeneration { JobId = "job_1", Attempt = 2, Indices = [0, 3], Owner = "usr_ada", Model = "jimeng-t2i-4.0", Group = true, Why = CancelReason.Deadline, HeldFor = "usr_ada" },
        new RefetchImages { JobId = "job_1", Attempt = 2, Indices = [3] },
        new GenerationStarted { JobId = "job_1", Attempt = 2, Indices = [0, 3], StartedAt = Time, OnTheWire = true, Submission = 3 },
        new GenerationDeferred { JobId = "job_1", Attempt = 2, Indices = [0, 3], Submission = 3 },
        new ImagesGenerated
        {
            JobId = "job_1", Attempt = 2, Indices = [0, 3], Total = 4, Owner = "usr_ada", Model = "jimeng-t2i-4.0",
            Images = [new GeneratedImage { Index = 3, ImageId = "img_1_2_3", SourceUrl = "https://p9.volces.com/a.png?x=1&y=2", SourceKey = "incoming/img_1_2_3", Seed = -1 }],
            Error = Error, SourcesExpireAt = Time.AddDays(1), SourcesGone = true, ProviderRequestId = "20261124-1", ProviderMilliseconds = 8_125, HeldFor = "usr_ada",
        },
        new GenerationUnknown
        {
            JobId = "job_1", Attempt = 2, Indices = [0], SubmitId = "sub_1", SubmittedAt = Time, PromptHash = "ab12", Reason = "time-out after 30 s",
            ProviderRequestId = "20261124-1", ProviderAnswer = "HTTP 502",
        },
        new GenerationFailed { JobId = "job_1", Attempt = 2, Indices = [0], Error = Error, Billed = false, SubmitId = "sub_1", SubmittedAt = Time },
        new GenerationCanceled { JobId = "job_1", Attempt = 2, Indices = [0], Outcome = CancelOutcome.Unknown, Final = true },
        new ImageStored
        {
            JobId = "job_1", Attempt = 2, Index = 3, Total = 4, ImageId = "img_1_2_3", ContentType = "image/png", Bytes = 4_194_304, Sha256 = "cafe",
            Width = 2048, Height = 1536, Seed = -1,
        },
        new ImageStoreFailed { JobId = "job_1", Attempt = 2, Index = 3, Total = 4, ImageId = "img_1_2_3", Error = Error },
        new ApisServed { Apis = ["ark", "visual"], Models = ["jimeng-t2i-4.0", "seedream-4.5"], Prompts = true },
        new ImageDelayed { JobId = "job_1", Attempt = 2, Index = 3, ImageId = "img_1_2_3", Error = Error, Since = Time },
        new Audited
        {
            Id = new Guid("0193b5f0-8c5a-7000-8000-000000000001"), At = Time, Actor = "usr_ada", Credential = "key_1", Action = AuditActions.JobCreated, Object = "job_1",
            Address = "192.0.2.7", RequestId = "r-1", Details = new Dictionary<string, string> { ["model"] = "jimeng-t2i-4.0" },
        },
        new BudgetThresholdReached
        {
            SubjectKind = "team", SubjectId = "tem_1", Limit = "cost_per_month", Percent = 80, Value = 500.5m, Used = 400.4m, Currency = "CNY",
            Period = "2026-11", At = Time,
        },
        new ImageReviewed { JobId = "job_1", ImageId = "img_1_2_3", Decision = 2, Approved = true },
        new PurgeImages { JobId = "job_1", Owner = "ada", ImageIds = ["img_1_2_3"] },
        new ImagePurged { JobId = "job_1", ImageId = "img_1_2_3" },
        new JobChanged { JobId = "job_1", Owner = "usr_ada", Version = 7, Snapshot = """{"id":"job_1"}""", ChangedAt = 1_800_000_000_000, HandedOnBy = "3f2a" },
    ];

    public static IEnumerable<object> Messages => All;

    /// <summary>One of the parts of messages that their receivers keep.</summary>
    public static object PartOf(Type type) => type.Name switch
    {
        nameof(ImageRequest) => Request,
        nameof(InputImage) => Request.Inputs[1],
        nameof(GenerationError) => Error,
        _ => All.OfType<ImagesGenerated>().Single().Images[0],
    };

    public static object Of(Type type) => All.Single(message => message.GetType() == type);

    public static TheoryData<string> Names { get; } = [.. MessageTypes.All.Select(MessageTypes.NameOf).Order()];

    public static Type TypeOf(string name) => MessageTypes.All.Single(type => type.Name == name);
}
