using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.Exchange;

/// <summary>How other services ask. Inside only.</summary>
internal static class StandingEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(StandingCall.Path, HandleAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Ok<StandingAnswer>> HandleAsync(string user, string space, IStanding standing, CancellationToken cancellationToken) =>
        TypedResults.Ok(new StandingAnswer(await standing.MayWriteAsync(user, space, cancellationToken)));
}
