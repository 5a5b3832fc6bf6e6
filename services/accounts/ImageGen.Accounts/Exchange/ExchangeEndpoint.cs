using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.Exchange;

/// <summary>How the gateway asks. Inside only; whoever reaches it gets no more than what the credential is good for anyway.</summary>
internal static class ExchangeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(ExchangeCall.Path, HandleAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<Ok<ExchangeAnswer>> HandleAsync(Credential credential, ICredentialExchange exchange, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ExchangeAnswer(await exchange.ExchangeAsync(credential, cancellationToken)));
}
