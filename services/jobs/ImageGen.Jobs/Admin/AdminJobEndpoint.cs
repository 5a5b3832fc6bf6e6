using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Admin;

/// <summary>A job for those who run the platform: whoever's it is, with what the provider answered.</summary>
internal static class AdminJobEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("admin/jobs/{id}", GetAsync).WithTags("Admin").RequireScope(Scopes.Admin)
        .WithName("getAdminJob")
        .WithSummary("What an operator needs to judge one job")
        .WithDescription("A look at somebody else's job is put on record. Each place of each attempt with its submission, so that the call can be found in the provider's console, and with the provider's answer as it came.")
        .ProducesProblems(401, 403, 404, 503);

    private static async Task<Ok<AdminJobResponse>> GetAsync(
        string id, HttpContext http, ICaller caller, IDocuments<Job> jobs, JobChanges changes, JobAudit audit, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await jobs.FindAsync(id, cancellationToken) is not { } job)
            throw new ProblemException(404, "job_not_found", "There is no such job.");
        if (!caller.MayRead(job.Owner))
        {
            var seen = audit.Recorded(id, new Deed(AuditActions.JobReadByAdmin));
            await changes.ChangeAsync(id, (found, _) => seen(found), cancellationToken);
        }

        return TypedResults.Ok(AdminJobResponse.Of(job));
    }
}
