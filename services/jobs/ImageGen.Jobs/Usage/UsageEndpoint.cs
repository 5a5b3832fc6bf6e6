using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.Jobs.Quotas;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.Usage;

internal static class UsageEndpoint
{
    private const string Csv = "text/csv";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("usage", HandleAsync).WithTags("Usage")
        .RequireScope(Scopes.JobsRead)
        .WithName("getUsage")
        .WithSummary("What was asked for and billed, and what is left of each limit")
        .WithDescription("One's own; with team that of a team, for its administrators; with all everybody's, for administrators of the platform. As a table with format=csv or Accept: text/csv.")
        .Produces<UsageResponse>().ProducesProblems(400, 401, 403, 404)
        .AddOpenApiOperationTransformer(DescribeAsync);

    private static async Task<IResult> HandleAsync(
        [Description("First day; by default the first of the month of to.")] string? from,
        [Description("Last day; by default today. At most 366 days.")] string? to,
        [FromQuery(Name = "group_by"), Description("day (default), model, user, team and key, with commas. team and key are not combined.")] string? groupBy,
        [Description("Id of a team: all that its members have asked for in it.")] string? team,
        [Description("true: everybody's.")] string? all,
        [Description("json (default) or csv.")] string? format,
        HttpContext http, UsageReader reader, QuotaCalendar calendar, IOptions<QuotaOptions> options, CancellationToken cancellationToken)
    {
        var query = UsageQuery.Read(new UsageParameters(from, to, groupBy, team, all, format), http.Request, calendar.Today);
        var caller = Caller.From(http.User)!;
        Require(query, caller);
        var rows = await reader.RowsAsync(query, caller, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
        if (query.AsCsv)
        {
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"usage_{UsageQuery.TextOf(query.From)}_{UsageQuery.TextOf(query.To)}.csv\"";
            return TypedResults.Text(UsageCsv.Write(query, rows, options.Value.Currency), Csv + "; charset=utf-8");
        }

        return TypedResults.Ok(new UsageResponse(
            query.From,
            query.To,
            options.Value.UtcOffset,
            options.Value.Currency,
            UsageFigures.Of(rows.Aggregate(default(UsageSum), (sum, row) => sum + row.Sum)),
            [.. rows.Select(UsageRowResponse.Of)],
            await reader.LimitsAsync(query, caller, cancellationToken)));
    }

    private static void Require(UsageQuery query, Caller caller)
    {
        if (query.Team is { } team && Spaces.TeamOf(team) is null)
            throw ProblemException.Of(404, ErrorCodes.TeamNotFound);
        if (caller.May(Scopes.Admin))
            return;
        if (query.All)
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
        if (query.Team is { } id && caller.Teams.FirstOrDefault(team => team.Id == id) is var own && own?.Role != TeamRole.Admin)
            throw own is null ? ProblemException.Of(404, ErrorCodes.TeamNotFound) : ProblemException.Of(403, ErrorCodes.NotPermitted);
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses!["200"].Content!.Add(Csv, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
        {
            parameter.Schema = parameter.Name switch
            {
                "from" or "to" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                "all" => new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false },
                "format" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["json", "csv"] },
                _ => parameter.Schema,
            };
        }

        return Task.CompletedTask;
    }
}
