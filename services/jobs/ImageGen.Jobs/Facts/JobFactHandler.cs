using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Messaging;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Facts;

/// <summary>Folds what the worker and Storage say into jobs.</summary>
internal sealed partial class JobFactHandler(JobChanges changes, ILogger<JobFactHandler> logger) : IMessageHandler<object>
{
    /// <param name="fact">One that <see cref="JobRules.FoldOf"/> knows.</param>
    public async Task HandleAsync(object fact, CancellationToken cancellationToken)
    {
        var (jobId, fold) = JobRules.FoldOf(fact);
        // A fact without its job comes from a restored or shared broker; there is nothing it could be recorded on.
        if (await changes.ChangeAsync(jobId, fold, cancellationToken) is null)
            LogUnknownJob(jobId);
    }

    [LoggerMessage(LogLevel.Warning, "A fact about {JobId} was ignored: there is no such job")]
    private partial void LogUnknownJob(string jobId);
}
