using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Edge.Callers;

/// <summary>
/// Takes what the caller shows and gives the services a token in its place; what callers say of themselves goes no further. As long as the
/// request lasts it is looked at again, so that the stream of somebody who was switched off, or has left a team, ends.
/// </summary>
internal sealed class CallerMiddleware(RequestDelegate next, CachedExchange exchange, AccountsMode accounts, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    public Task InvokeAsync(HttpContext context) =>
        // Files of the web app are no endpoint, and anybody's.
        accounts.InUse && context.GetEndpoint() is not null ? IdentifyAsync(context) : next(context);

    private async Task IdentifyAsync(HttpContext context)
    {
        var request = context.Request;
        var credential = ShownCredential.Of(request);
        if (credential?.Kind == CredentialKind.Session && !IsSeenToBeOurs(request))
            throw ProblemException.Of(StatusCodes.Status403Forbidden, ErrorCodes.NoOrigin);
        ShownCredential.Replace(request);
        var token = credential is null ? null : await exchange.ExchangeAsync(credential, context.RequestAborted);
        if (token is null && credential?.Kind == CredentialKind.Key)
            throw ShownCredential.Refused();
        if (token is null)
        {
            // Nobody, or a session that is over: the addresses that let everybody in, such as that for signing in, still do.
            await next(context);
            return;
        }

        request.Headers.Authorization = $"Bearer {token}";
        await WatchAsync(context, credential!, token);
    }

    private async Task WatchAsync(HttpContext context, Credential credential, string token)
    {
        using var served = new CancellationTokenSource();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        context.RequestAborted = ended.Token;
        var watch = EndWhenRefusedAsync(credential, TokenGrants.Of(token), ended, served.Token);
        try
        {
            await next(context);
        }
        finally
        {
            await served.CancelAsync();
            await watch;
        }
    }

    private async Task EndWhenRefusedAsync(Credential credential, string grants, CancellationTokenSource request, CancellationToken served)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Again, time, served);
                if (await exchange.ExchangeAsync(credential, served) is not { } token || TokenGrants.Of(token) != grants)
                {
                    await request.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (served.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // Whether it is still good can not be looked up: an outage ends no stream.
            }
        }
    }

    /// <summary>
    /// A browser sends the cookie along with whatever a page makes it send. Of a write it says from which page it comes, by one header or the
    /// other, and those of foreign pages were refused before; where neither is there it may be one that says nothing.
    /// </summary>
    private static bool IsSeenToBeOurs(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || request.Headers.ContainsKey(HeaderNames.Origin) || request.Headers.ContainsKey("Sec-Fetch-Site");
}
