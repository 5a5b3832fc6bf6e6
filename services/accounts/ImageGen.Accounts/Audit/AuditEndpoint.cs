using System.ComponentModel;
using System.Text;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace ImageGen.Accounts.Audit;

/// <summary>What is on record, for administrators.</summary>
internal static class AuditEndpoint
{
    private const string Csv = "text/csv";

    /// <summary>Entries of an export that are read, and sent, at a time.</summary>
    private const int Portion = 500;

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("audit", ListAsync).WithTags("Audit").RequireScope(Scopes.Admin)
        .WithName("listAudit")
        .WithSummary("Who did what, the latest first")
        .WithDescription("Filters combine. As CSV (format=csv) all that the filters leave comes at once, and that it was exported is on record.")
        .Produces<AuditPageResponse>()
        .ProducesProblems(400, 401, 403, 409)
        .AddOpenApiOperationTransformer(DescribeAsync);

    private static async Task<Results<Ok<AuditPageResponse>, PushStreamHttpResult>> ListAsync(
        [Description("Id of the user who did it.")] string? actor,
        [Description("What was done, such as key.created.")] string? action,
        [Description("Id of what it was done to.")] string? @object,
        [FromQuery(Name = "created_after"), Description("RFC 3339; only what was done after it.")] string? createdAfter,
        [FromQuery(Name = "created_before"), Description("RFC 3339; only what was done before it.")] string? createdBefore,
        [Description("1 to 200; 50 by default.")] string? limit,
        [Description("next_cursor of the page before, with the same filters.")] string? cursor,
        [Description("json (default) or csv.")] string? format,
        HttpContext http, ICaller caller, AuditLog log, CancellationToken cancellationToken)
    {
        var query = AuditQuery.Read(new AuditParameters(actor, action, @object, createdAfter, createdBefore, limit, cursor, format));
        http.Response.Headers.CacheControl = "no-store";
        if (query.IsCsv)
        {
            await log.AddAsync(
                http, AuditActions.AuditExported, caller.Owner, null, ("actor", actor), ("action", action), ("object", @object), ("created_after", createdAfter), ("created_before", createdBefore));
            return TypedResults.Stream(body => ExportAsync(body, query, log, http.RequestAborted), Csv + "; charset=utf-8", "audit.csv");
        }

        var page = await log.PageAsync(query.Filter, query.After, query.Limit, cancellationToken);
        return TypedResults.Ok(new AuditPageResponse(
            [.. page.Items.Select(entry => AuditEntryResponse.Of(entry.Body))], page.Next is { } next ? AuditQuery.Cursor(query.Filter, next) : null, page.Next is not null));
    }

    /// <summary>Two bodies of one status have no way to be told by types alone.</summary>
    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses!["200"].Content!.Add(Csv, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return Task.CompletedTask;
    }

    private static async Task ExportAsync(Stream body, AuditQuery query, AuditLog log, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder(AuditCsv.Head);
        var after = query.After;
        do
        {
            var page = await log.PageAsync(query.Filter, after, Portion, cancellationToken);
            foreach (var entry in page.Items)
                AuditCsv.Write(lines, entry.Body);
            await body.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken);
            await body.FlushAsync(cancellationToken);
            lines.Clear();
            after = page.Next;
        }
        while (after is not null);
    }
}

internal sealed record AuditEntryResponse(
    string Id,
    DateTimeOffset CreatedAt,
    [property: Description("Id of the user who did it; null where nobody was signed in.")] string? Actor,
    [property: Description("Id of the session or key by which it was done.")] string? Credential,
    [property: Description("What was done, such as key.created.")] string Action,
    [property: Description("Id of what it was done to.")] string? Object,
    [property: Description("The IP address that asked for it.")] string? Address,
    [property: Description("The X-Request-Id of the request.")] string? RequestId,
    [property: Description("With which parameters. Never a secret; of a prompt as much as IMAGEGEN_AUDIT_PROMPTS says.")] IReadOnlyDictionary<string, string> Details)
{
    public static AuditEntryResponse Of(AuditEntry entry) => new(
        entry.Id, DateTimeOffset.FromUnixTimeMilliseconds(entry.CreatedAt), entry.Actor, entry.Credential, entry.Action, entry.Object, entry.Address, entry.RequestId,
        entry.Details);
}

internal sealed record AuditPageResponse(
    IReadOnlyList<AuditEntryResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore);
