using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Trash;

internal static class TrashProblems
{
    /// <returns>The same job.</returns>
    /// <exception cref="ProblemException">409: it is in the trash.</exception>
    public static Job RequireKept(Job job) => job.DeletedAt is null
        ? job
        : throw new ProblemException(409, "job_deleted", "The job is in the trash: restore it first.");
}
