using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Persistence.Unreadable;

/// <summary>Shows operators what could not be read. Every host can serve it: they share the database.</summary>
public static class UnreadableDocumentsEndpoint
{
    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/admin/documents", GetAsync)
            .WithName("getUnreadableDocuments").WithTags("Admin")
            .WithSummary("Stored documents that could not be read")
            .WithDescription("Each is left alone, whatever is beside it goes on. A newer version may be able to read it, or somebody must repair it; what is not met for 30 days leaves the list. The latest first, at most 1000.");
        return routes;
    }

    private static async Task<Ok<UnreadableDocumentsResponse>> GetAsync(HttpContext http, IDocuments<UnreadableDocument> documents, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var page = await documents.PageAsync(new PageQuery { OrderBy = UnreadableDocument.LastSeenField, Limit = UnreadableDocuments.MostRecords }, cancellationToken);
        return TypedResults.Ok(new UnreadableDocumentsResponse([.. page.Items.Select(document => UnreadableDocumentResponse.Of(document.Body))]));
    }
}

internal sealed record UnreadableDocumentsResponse(IReadOnlyList<UnreadableDocumentResponse> Unreadable);

internal sealed record UnreadableDocumentResponse(
    [property: Description("A collection in MongoDB, a table in SQLite.")] string Collection,
    string Id,
    [property: Description("What the reader said; it names members and types.")] string Reason,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    [property: Description("Program, version and machine that met it last.")] string By)
{
    public static UnreadableDocumentResponse Of(UnreadableDocument document) => new(
        document.Collection,
        document.DocumentId,
        document.Reason,
        DateTimeOffset.FromUnixTimeMilliseconds(document.FirstSeen),
        DateTimeOffset.FromUnixTimeMilliseconds(document.LastSeen),
        document.By);
}
