using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Links;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Storage.ProviderInputs;

/// <summary>Gives the provider an input picture. The token is the permission: it names one object, for a while, and nobody can make one.</summary>
internal static class ProviderInputEndpoint
{
    public static void MapProviderInputs(this IEndpointRouteBuilder routes) =>
        routes.MapMethods(ObjectLinks.Path + "{token}", [HttpMethods.Get, HttpMethods.Head], HandleAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task HandleAsync(string token, HttpContext context, ObjectLinks links, IObjectStore objects)
    {
        // Gone and never there are one answer: a guess learns nothing.
        var key = links.Open(token) ?? throw NotFound();
        await using var found = await objects.OpenAsync(key, range: null, context.RequestAborted) ?? throw NotFound();
        var response = context.Response;
        response.ContentType = found.Info.ContentType;
        response.ContentLength = found.Info.Length;
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsGet(context.Request.Method))
            await found.Stream.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static ProblemException NotFound() => new(404, "not_found", "There is nothing at this address.");
}
