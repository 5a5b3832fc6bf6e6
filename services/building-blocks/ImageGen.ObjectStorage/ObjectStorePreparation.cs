using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Telemetry;

namespace ImageGen.ObjectStorage;

/// <summary>Prepares the store beside the start of the host, for as long as it takes: a bucket that is late must not fail a start.</summary>
internal sealed partial class ObjectStorePreparation(IPreparedStore store, TimeProvider time, ILogger<ObjectStorePreparation> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new ResiliencePipelineBuilder { Name = "object-store-preparation", TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(_ => !stoppingToken.IsCancellationRequested),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            OnRetry = retry =>
            {
                LogNotReady(retry.RetryDelay, retry.Outcome.Exception?.Message);
                return ValueTask.CompletedTask;
            },
        })
        .ConfigureTelemetry(new TelemetryOptions())
        .Build()
        .ExecuteAsync(async token => await store.PrepareAsync(token), stoppingToken)
        .AsTask();

    [LoggerMessage(LogLevel.Warning, "The object store is not ready, next try in {Wait}: {Reason}")]
    private partial void LogNotReady(TimeSpan wait, string? reason);
}
