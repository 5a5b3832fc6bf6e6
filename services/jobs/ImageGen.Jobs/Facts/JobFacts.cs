using ImageGen.Contracts;

namespace ImageGen.Jobs;

/// <summary>The facts about jobs that the worker and Storage say.</summary>
internal static class JobFacts
{
    /// <returns>Whose fact it is, and what it makes of that job at a time in Unix milliseconds.</returns>
    /// <exception cref="ArgumentException">It is no fact about a job.</exception>
    public static (string JobId, Func<Job, long, Job> Fold) Read(object fact) => fact switch
    {
        GenerationStarted started => (started.JobId, (job, now) => JobRules.Fold(job, started, now)),
        GenerationDeferred deferred => (deferred.JobId, (job, now) => JobRules.Fold(job, deferred, now)),
        ImagesGenerated generated => (generated.JobId, (job, now) => JobRules.Fold(job, generated, now)),
        GenerationUnknown unknown => (unknown.JobId, (job, now) => JobRules.Fold(job, unknown, now)),
        GenerationFailed failed => (failed.JobId, (job, now) => JobRules.Fold(job, failed, now)),
        GenerationCanceled canceled => (canceled.JobId, (job, now) => JobRules.Fold(job, canceled, now)),
        ImageStored stored => (stored.JobId, (job, now) => JobRules.Fold(job, stored, now)),
        ImageStoreFailed failed => (failed.JobId, (job, now) => JobRules.Fold(job, failed, now)),
        ImageDelayed delayed => (delayed.JobId, (job, now) => JobRules.Fold(job, delayed, now)),
        _ => throw new ArgumentException($"{fact.GetType()} is no fact about a job.", nameof(fact)),
    };
}
