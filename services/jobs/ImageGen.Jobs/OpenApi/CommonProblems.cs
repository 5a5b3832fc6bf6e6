using System.Globalization;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>Says of each address what it may answer by the kind of address that it is, so that no endpoint has to.</summary>
internal static class CommonProblems
{
    public static void Add(OpenApiOptions options) => options.AddOperationTransformer(async (operation, context, cancellationToken) =>
    {
        // The schema is there for all, whoever is described first.
        await context.GetOrCreateSchemaAsync(typeof(ProblemBody), cancellationToken: cancellationToken);
        var responses = operation.Responses ??= [];
        var isOpen = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any();
        var isRead = HttpMethods.IsGet(context.Description.HttpMethod ?? "");
        foreach (var status in StatusesOf(operation, isRead, isOpen))
        {
            responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", context.Document) } },
            });
        }
    });

    private static IEnumerable<int> StatusesOf(OpenApiOperation operation, bool isRead, bool isOpen)
    {
        // A key that is not good for anything is refused everywhere.
        yield return 401;
        // A write that comes from a foreign page is refused everywhere, too.
        if (!isOpen || !isRead)
            yield return 403;
        // Whoever asks too often waits, whatever it is.
        yield return 429;
        if (operation.RequestBody is null)
            yield break;
        yield return 400;
        yield return 413;
        yield return 415;
    }
}
