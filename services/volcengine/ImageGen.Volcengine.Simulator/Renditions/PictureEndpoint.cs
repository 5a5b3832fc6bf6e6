using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Renditions;

/// <summary><c>GET /_pictures/{id}.png</c> and <c>.jpeg</c>: the stand-in for the provider's picture store. An address is its own permission.</summary>
internal sealed class PictureEndpoint(PictureLinks links, PictureStore pictures, FaultBook faults, FaultPlayer player, CallCounts counts)
{
    public async Task<IResult> HandleAsync(string id, HttpContext context)
    {
        counts.Add("picture");
        var (picture, refusal) = links.Open(id, context.Request.Query);
        if (picture is null)
            return Forbidden(refusal);
        var fault = faults.Take(FaultPoint.Picture, picture.Task.Prompt, about: picture.Id);
        var file = await pictures.GetAsync(picture, context.RequestAborted);
        var contentType = "image/" + picture.Rendition.Format.Word();
        if (fault is not null && !await player.PlayAsync(context, fault, picture.Task.Prompt, file.Bytes, contentType))
            return Results.Empty;
        return Results.Bytes(file.Bytes, contentType, enableRangeProcessing: true, entityTag: new(file.ETag));
    }

    /// <summary>The answer of an object store that refuses.</summary>
    public static IResult Forbidden(string why) => Results.Text(
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>{why}</Message></Error>",
        "application/xml", statusCode: StatusCodes.Status403Forbidden);
}
