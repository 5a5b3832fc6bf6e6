namespace ImageGen.Jobs.Consumers;

/// <summary>The queues of this module; their names never change.</summary>
internal static class JobsQueues
{
    public const string GenerationStarted = "jobs-generation-started";
    public const string GenerationDeferred = "jobs-generation-deferred";
    public const string ImagesGenerated = "jobs-images-generated";
    public const string GenerationUnknown = "jobs-generation-unknown";
    public const string GenerationFailed = "jobs-generation-failed";
    public const string GenerationCanceled = "jobs-generation-canceled";
    public const string ImageStored = "jobs-image-stored";
    public const string ImageStoreFailed = "jobs-image-store-failed";
    public const string ImageDelayed = "jobs-image-delayed";

    /// <summary>The constant part of a temporary queue's name, one per instance.</summary>
    public const string JobChanged = "jobs-job-changed";

    /// <summary>The constant part of a temporary queue's name, one per instance.</summary>
    public const string ApisServed = "jobs-apis-served";
}
