using System.ComponentModel;
using ImageGen.Accounts.Provider;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Accounts.Oidc;

/// <summary>For browsers, which are sent from one page to the next: what goes wrong is told on the page where one signs in.</summary>
internal static class OidcEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(OidcPath, BeginAsync).WithTags("Account").AllowAnonymous()
            .WithName("beginProviderSignIn").WithSummary("Sign in by the provider: to be opened in a browser")
            .WithDescription("Leads to the OpenID Connect provider, and from there back to return_to with a session, or to /?sign_in_error= and a code. "
                + "GET /api/v1/session says whether there is a provider.")
            .Produces(StatusCodes.Status302Found).ProducesProblems(404, 409);
        api.MapGet(OidcPath + "/callback", CallbackAsync).AllowAnonymous().WithMetadata(new AnswersProvider()).ExcludeFromDescription();
    }

    private const string OidcPath = "session/oidc";

    private static async Task BeginAsync(
        [FromQuery(Name = "return_to"), Description("A path of the web app; anything else is taken for /.")] string? returnTo, HttpContext http)
    {
        Require(http);
        http.Response.Headers.CacheControl = "no-store";
        var isOurs = returnTo is { Length: < 2000 } && returnTo.StartsWith('/') && RedirectHttpResult.IsLocalUrl(returnTo);
        try
        {
            await http.ChallengeAsync(OidcRegistration.Scheme, new AuthenticationProperties { RedirectUri = isOurs ? returnTo : "/" });
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Redirect(OidcFailures.PageOf(OidcFailures.CodeOf(error)));
        }
    }

    private static async Task CallbackAsync(HttpContext http, IAuthenticationHandlerProvider handlers)
    {
        Require(http);
        http.Response.Headers.CacheControl = "no-store";
        var handler = (IAuthenticationRequestHandler)(await handlers.GetHandlerAsync(http, OidcRegistration.Scheme))!;
        await handler.HandleRequestAsync();
    }

    private static void Require(HttpContext http)
    {
        if (http.RequestServices.GetService<ProviderSettings>() is null)
            throw ProblemException.Of(404, ErrorCodes.OidcOff);
    }
}
