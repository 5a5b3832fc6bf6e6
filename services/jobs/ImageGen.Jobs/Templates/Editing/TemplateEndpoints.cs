using System.ComponentModel;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.List;
using ImageGen.Jobs.OpenApi;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Templates.Editing;

internal static class TemplateEndpoints
{
    private const string Team = "Id of a team of yours: its templates, and not your own.";
    private const string IfMatch = "The ETag of the template as you have seen it: 412 where somebody has changed it since.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("templates").WithTags("Templates").RequireScope(Scopes.Templates);
        templates.MapGet("", ListAsync)
            .WithName("listTemplates").WithSummary("My templates, or a team's, newest first")
            .WithDescription("q finds words of name, description and prompt as it does for jobs. A cursor belongs to its filter; with another one it is refused (400).")
            .ProducesProblems(400, 401, 403, 404)
            .AddOpenApiOperationTransformer((operation, context, cancellationToken) => ListSchemas.DescribeAsync(operation, context, cancellationToken));
        templates.MapPost("", CreateAsync)
            .WithName("createTemplate").WithSummary("Make a template")
            .WithDescription("At most 1000 of each owner. What a model takes is checked where the template names one.")
            .ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 507);
        templates.MapGet("{id}", GetAsync)
            .WithName("getTemplate").WithSummary("One template")
            .ProducesProblems(401, 403, 404);
        templates.MapPut("{id}", ReplaceAsync)
            .WithName("replaceTemplate").WithSummary("Change a template")
            .WithDescription("The body is the whole template as it is to be: what is left out is taken away. It stays with its owner.")
            .ProducesProblems(400, 401, 403, 404, 409, 412, 413, 415, 422, 503, 507)
            .WithHeader("If-Match", IfMatch);
        templates.MapDelete("{id}", DeleteAsync)
            .WithName("deleteTemplate").WithSummary("Delete a template")
            .WithDescription("For good. Jobs that were made by it keep its id.")
            .ProducesProblems(400, 401, 403, 404, 412, 503)
            .WithHeader("If-Match", IfMatch);
        TransferEndpoints.Map(templates);
    }

    private static async Task<Ok<TemplatePageResponse>> ListAsync(
        [Description("1 to 100; 20 by default.")] string? limit,
        [Description("next_cursor of the page before, with the same filter.")] string? cursor,
        [Description("Only templates with this tag, as it is written.")] string? tag,
        [Description("Only templates whose name, description or prompt has all of these words.")] string? q,
        [Description(Team)] string? team,
        HttpContext http, ICaller caller, TemplateList list, TemplateFit fit, CancellationToken cancellationToken)
    {
        var filter = new TemplateFilter(QueryTexts.Tag(tag), new WordQuery(caller.SpaceToRead(team), QueryTexts.Words(q)));
        var page = await list.PageAsync(filter, QueryTexts.Limit(limit), ListCursor.PlaceOf(cursor, filter.Fingerprint), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new TemplatePageResponse(
            [.. page.Items.Select(item => TemplateResponse.Of(item.Body, fit.ProblemsOf(item.Body)))],
            page.Next is { } next ? new ListCursor(filter.Fingerprint, next).ToString() : null,
            page.Next is not null));
    }

    private static async Task<Created<TemplateResponse>> CreateAsync(
        CreateTemplateRequest request, HttpContext http, ICaller caller, OwnTemplates own, TemplateFit fit, CancellationToken cancellationToken)
    {
        var template = await own.CreateAsync(request, caller.SpaceToWrite(request.Team), cancellationToken);
        return TypedResults.Created($"/api/v1/templates/{template.Id}", Show(template, fit, http));
    }

    private static async Task<Ok<TemplateResponse>> GetAsync(string id, HttpContext http, OwnTemplates own, TemplateFit fit, CancellationToken cancellationToken) =>
        TypedResults.Ok(Show((await own.GetAsync(id, cancellationToken)).Body, fit, http));

    private static async Task<Ok<TemplateResponse>> ReplaceAsync(
        string id, WriteTemplateRequest request, HttpContext http, OwnTemplates own, TemplateFit fit, CancellationToken cancellationToken) =>
        TypedResults.Ok(Show(await own.ReplaceAsync(id, request, TemplateVersions.MeantBy(http.Request), cancellationToken), fit, http));

    private static async Task<NoContent> DeleteAsync(string id, HttpContext http, OwnTemplates own, CancellationToken cancellationToken)
    {
        await own.DeleteAsync(id, TemplateVersions.MeantBy(http.Request), cancellationToken);
        return TypedResults.NoContent();
    }

    private static TemplateResponse Show(Template template, TemplateFit fit, HttpContext http)
    {
        http.Response.Headers.ETag = TemplateVersions.ETagOf(template);
        http.Response.Headers.CacheControl = "no-store";
        return TemplateResponse.Of(template, fit.ProblemsOf(template));
    }
}
