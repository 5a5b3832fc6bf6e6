using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Telemetry;

namespace ImageGen.Volcengine.Tasks;

/// <summary>
/// For what the provider said once and nobody can ask for again: a step that keeps it is repeated through conflicts and outages of our
/// own stores for as long as the process lives. It takes no token, so that a stop can not lose it.
/// </summary>
internal sealed partial class PaidResults
{
    private readonly ResiliencePipeline pipeline;

    public PaidResults(TimeProvider time, ILogger<PaidResults> log) => pipeline = new ResiliencePipelineBuilder { Name = "paid-results", TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            OnRetry = retry =>
            {
                LogNotKept(log, retry.Outcome.Exception, retry.Context.OperationKey, retry.AttemptNumber + 1);
                return ValueTask.CompletedTask;
            },
        })
        .ConfigureTelemetry(new TelemetryOptions())
        .Build();

    public async Task<T> KeepAsync<T>(string taskId, Func<Task<T>> step)
    {
        var context = ResilienceContextPool.Shared.Get(taskId, continueOnCapturedContext: true);
        try
        {
            return await pipeline.ExecuteAsync(_ => new ValueTask<T>(step()), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    [LoggerMessage(LogLevel.Error, "What the provider answered for task {TaskId} is not stored yet (try {Failures})")]
    private static partial void LogNotKept(ILogger log, Exception? error, string? taskId, int failures);
}
