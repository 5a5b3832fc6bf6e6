using System.Globalization;
using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Images;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.List;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Export;

internal static class ExportEndpoint
{
    private const string Form = "application/x-www-form-urlencoded";

    public static void Map(IEndpointRouteBuilder images) => images.MapPost("export", HandleAsync)
        .RequireScope(Scopes.ImagesRead)
        .WithName("exportImages")
        .WithSummary("Take pictures out, as a ZIP")
        .WithDescription("Those with these ids, or else those of a filter as in the list of pictures, which may be all of one's own or a team's: at most 100000. Made while it is sent: the originals as they are stored, manifest.json and manifest.csv. What is in the trash or waits for a reviewer is not in it. A picture that can not be had is named in the manifests. A page sends a form, so that the browser saves the answer.")
        .Accepts<ExportImagesRequest>(isOptional: true, "application/json", Form)
        .Produces<Stream>(200, "application/zip")
        .ProducesProblems(400, 401, 403, 404, 413, 415, 422, 429, 503)
        .AddOpenApiOperationTransformer((operation, context, cancellationToken) => ListSchemas.DescribeAsync(operation, context, cancellationToken));

    private static async Task HandleAsync(
        [AsParameters] ImageParameters given, HttpContext http, ICaller caller, ImageExport export, ExportLimit limit, FirstRecord record, TimeProvider time)
    {
        var order = await OrderAsync(given, http, caller);
        using var place = limit.Take(caller.Owner);
        await record.AddAsync(DeedOf(given, order), order.Space, http.RequestAborted);
        var response = http.Response;
        response.ContentType = "application/zip";
        response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"imagegen_{time.GetUtcNow():yyyy-MM-dd_HHmmss}.zip\"");
        response.Headers.CacheControl = "no-store";
        await using var body = new ZipBody(response.BodyWriter);
        await export.WriteAsync(order, body, http.RequestAborted);
    }

    private static async Task<ExportOrder> OrderAsync(ImageParameters given, HttpContext http, ICaller caller)
    {
        var space = caller.SpaceToRead(given.Team);
        var filter = new ExportFilter(new ImageFilter(ListQuery.Read(given.ForPage(limit: null, cursor: null, deleted: null), space).Filter));
        if (await ExportImagesRequest.ReadIdsAsync(http.Request, http.RequestAborted) is not { } ids)
            return new ExportOrder(space, filter, Ids: null);
        RequestErrors.ThrowUnless(given.Given().Count == 0, "/ids", "Ids and a filter can not be combined.");
        return new ExportOrder(space, Filter: null, ids);
    }

    private static Deed DeedOf(ImageParameters given, ExportOrder order) => new(AuditActions.ImagesExported, EntryDetails.Given(
        given.Given().Append(KeyValuePair.Create("ids", order.Ids is null ? null : (string?)string.Join(' ', order.Ids)))));
}
