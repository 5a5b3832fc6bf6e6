using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Get;

internal static class FoundJob
{
    /// <returns>Null where there is none.</returns>
    /// <exception cref="ProblemException">It is there, and this version can not read it.</exception>
    public static async Task<Job?> FindAsync(this IDocuments<Job> jobs, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await jobs.GetAsync(id, cancellationToken))?.Body is { IsThere: true } job ? job : null;
        }
        catch (UnreadableDocumentException)
        {
            throw new ProblemException(500, "job_unreadable", "What is stored of this job can not be read by this version. An operator finds the reason at /api/v1/admin/documents.");
        }
    }
}
