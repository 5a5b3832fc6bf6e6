using System.ComponentModel;
using System.Text.Json.Serialization;
using ImageGen.Jobs.Inputs;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>Templates as a file: all of an owner out, and in again wherever.</summary>
internal static class TransferEndpoints
{
    /// <summary>Bytes.</summary>
    private const int MaxBody = 4 << 20;

    public static void Map(IEndpointRouteBuilder templates)
    {
        templates.MapGet("export", ExportAsync)
            .WithName("exportTemplates").WithSummary("All my templates, or a team's, as a file")
            .WithDescription("What POST /api/v1/templates/import takes.")
            .ProducesProblems(401, 403, 404);
        templates.MapPost("import", ImportAsync)
            .WithName("importTemplates").WithSummary("Make and change templates by a file")
            .WithDescription("At most 1000, told apart by their names: one that is not there yet is made, one that is there becomes what the file says. So the same file may come again. Each entry is judged by itself and has its outcome. A body has at most 4 MiB.")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .ProducesProblems(400, 401, 403, 404, 413, 415, 422, 507);
    }

    private static async Task<Ok<TemplateFile>> ExportAsync(
        [Description("Id of a team of yours: its templates, and not your own.")] string? team, HttpContext http, ICaller caller, TemplateList list, CancellationToken cancellationToken)
    {
        var all = await list.AllAsync(caller.SpaceToRead(team), cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"templates.json\"";
        return TypedResults.Ok(new TemplateFile { Templates = [.. all.Values.OrderBy(item => item.Body.Name, StringComparer.Ordinal).Select(item => TemplateContent.Of(item.Body))] });
    }

    private static async Task<Ok<ImportResponse>> ImportAsync(
        TemplateFile file, [Description("Id of a team of yours that is to have them.")] string? team,
        HttpContext http, ICaller caller, TemplateImport import, CancellationToken cancellationToken)
    {
        RequestErrors.ThrowUnless(
            file.Templates.Count is >= 1 and <= OwnTemplates.MostOfOwner, "/templates", FormattableString.Invariant($"A file has 1 to {OwnTemplates.MostOfOwner} templates, not {file.Templates.Count}."));
        var outcomes = await import.RunAsync(file.Templates, caller.SpaceToWrite(team), cancellationToken);
        return TypedResults.Ok(new ImportResponse(
            [.. outcomes.Select((outcome, index) => new ImportEntryResponse(index, outcome.What, outcome.Id, outcome.Problem is { } problem ? Problems.BodyOf(http, problem) : null))]));
    }
}

internal sealed record TemplateFile
{
    public required IReadOnlyList<WriteTemplateRequest> Templates { get; init; }
}

internal sealed record ImportResponse([property: Description("One for each template of the file, in its order.")] IReadOnlyList<ImportEntryResponse> Entries);

internal sealed record ImportEntryResponse(
    [property: Description("The place of the template in the file, from 0.")] int Index,
    ImportOutcome Outcome,
    string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Description("Its pointers lead into the file.")] ProblemBody? Error);

internal enum ImportOutcome
{
    Created,
    Updated,
    Unchanged,
    Refused,
}
