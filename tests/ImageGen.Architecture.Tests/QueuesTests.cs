using ImageGen.Accounts;
using ImageGen.Jobs;
using ImageGen.Storage;
using ImageGen.Volcengine;
using MassTransit;

namespace ImageGen.Architecture.Tests;

/// <summary>Messages wait in the broker's queues while a new version starts: a queue with another name, or other settings, would leave them behind.</summary>
public sealed class QueuesTests
{
    [Fact]
    public async Task Every_queue_is_called_as_it_always_was() =>
        Assert.Equal(
            [
                "accounts-audited: Audited",
                "jobs-apis-served of each process: ApisServed",
                "jobs-budget-threshold-reached: BudgetThresholdReached",
                "jobs-generation-canceled: GenerationCanceled",
                "jobs-generation-deferred: GenerationDeferred",
                "jobs-generation-failed: GenerationFailed",
                "jobs-generation-started: GenerationStarted",
                "jobs-generation-unknown: GenerationUnknown",
                "jobs-image-delayed: ImageDelayed",
                "jobs-image-purged: ImagePurged",
                "jobs-image-store-failed: ImageStoreFailed",
                "jobs-image-stored: ImageStored",
                "jobs-images-generated: ImagesGenerated",
                "jobs-job-changed of each process: JobChanged",
                "storage-image-reviewed: ImageReviewed",
                "storage-images-generated: ImagesGenerated",
                "storage-purge-images: PurgeImages",
                "volcengine-cancel-generation: CancelGeneration",
                "volcengine-generate-image-fault: Fault<GenerateImage>",
                "volcengine-generate-image: GenerateImage",
                "volcengine-refetch-images, 4 at once: RefetchImages",
            ],
            (await Queue.OfAsync(AddAll)).Select(Describe).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_queue_is_given_as_many_messages_and_tries_them_as_often() =>
        Assert.All(await Queue.OfAsync(AddAll), queue => Assert.Equal(
            (queue.AtOnce ?? 64, "\"00:00:00.1000000\",\"00:00:00.5000000\",\"00:00:02\""), (queue.Prefetch, queue.Retries)));

    private static void AddAll(IBusRegistrationConfigurator bus)
    {
        bus.AddAccountsConsumers();
        bus.AddJobsConsumers();
        bus.AddVolcengineConsumers();
        bus.AddStorageConsumers();
    }

    private static string Describe(Queue queue) =>
        $"{queue.Name}{(queue.OfEachProcess ? " of each process" : "")}{(queue.AtOnce is { } limit ? $", {limit} at once" : "")}: "
        + string.Join(", ", queue.Messages.Select(message => message.Replace("MassTransit.", "", StringComparison.Ordinal)
            .Replace("ImageGen.Contracts.", "", StringComparison.Ordinal).Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal)));
}
