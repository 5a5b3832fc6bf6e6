using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Where nothing is there is nothing to guard: the answer is 404, whoever asks, or the web app's page.</summary>
internal sealed class NothingThere : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result) =>
        context.GetEndpoint() is null ? next(context) : standard.HandleAsync(next, context, policy, result);
}
