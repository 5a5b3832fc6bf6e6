using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;

// Beside the framework's own Produces, so that it is there wherever an endpoint is described.
namespace Microsoft.AspNetCore.Http;

public static class ProblemMetadata
{
    /// <summary>Says which errors an address may answer, in their common form.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.Produces<ProblemBody>(status, "application/problem+json");
        return endpoint;
    }
}
