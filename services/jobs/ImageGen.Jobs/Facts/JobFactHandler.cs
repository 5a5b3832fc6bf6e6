using ImageGen.Contracts;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs;

/// <summary>Folds what the worker and Storage say into jobs.</summary>
internal sealed partial class JobFactHandler(JobChanges changes, ILogger<JobFactHandler> logger)
{
    public Task HandleAsync(GenerationStarted fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(GenerationDeferred fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(ImagesGenerated fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(GenerationUnknown fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(GenerationFailed fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(GenerationCanceled fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(ImageStored fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(ImageStoreFailed fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    public Task HandleAsync(ImageDelayed fact, CancellationToken cancellationToken) =>
        FoldAsync(fact.JobId, (job, now) => JobRules.Fold(job, fact, now), cancellationToken);

    private async Task FoldAsync(string jobId, Func<Job, long, Job> fold, CancellationToken cancellationToken)
    {
        // A fact without its job comes from a restored or shared broker; there is nothing it could be recorded on.
        if (await changes.ChangeAsync(jobId, fold, cancellationToken) is null)
            LogUnknownJob(jobId);
    }

    [LoggerMessage(LogLevel.Warning, "A fact about {JobId} was ignored: there is no such job")]
    private partial void LogUnknownJob(string jobId);
}
