using System.ComponentModel;
using ImageGen.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Models;

internal static class StyleEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGroup("styles").WithTags("Models").RequireCaller()
        .MapGet("", List).WithName("listStyles").WithSummary("The style presets: words added to a prompt").ProducesProblems(401);

    private static Ok<StyleListResponse> List(ModelCatalogue catalogue) =>
        TypedResults.Ok(new StyleListResponse([.. catalogue.Styles.Select(style => new StyleResponse(style.Id, style.Name, style.Prompt))]));
}

[Description("The words are added in the language of the prompt.")]
internal sealed record StyleResponse(string Id, LocalizedText Name, LocalizedText Prompt);

internal sealed record StyleListResponse(IReadOnlyList<StyleResponse> Data);
