using System.Text;
using ImageGen.Volcengine.Simulator.Renditions;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>The body of a question for a result, read and found good.</summary>
internal sealed record ResultQuestion(string ReqKey, string TaskId, bool ReturnUrl, Rendition Rendition)
{
    private static readonly HashSet<string> Fields = ["req_key", "task_id", "req_json"];
    private static readonly HashSet<string> RequestFields = ["return_url", "logo_info", "aigc_meta"];
    private static readonly HashSet<string> LogoFields = ["add_logo", "position", "language", "opacity", "logo_text_content"];
    private static readonly HashSet<string> MetaFields = ["content_producer", "producer_id", "content_propagator", "propagate_id"];

    /// <exception cref="EnvelopeException">The body is refused.</exception>
    public static ResultQuestion Parse(ReadOnlyMemory<byte> body)
    {
        var fields = JsonFields.Parse(body, "The body");
        fields.Only(Fields);
        var reqKey = fields.RequiredText("req_key");
        var taskId = fields.RequiredText("task_id");
        if (fields.Text("req_json") is not { Length: > 0 } reqJson)
            return new ResultQuestion(reqKey, taskId, false, new Rendition());

        var request = JsonFields.Parse(Encoding.UTF8.GetBytes(reqJson), "req_json");
        request.Only(RequestFields);
        return new ResultQuestion(
            reqKey, taskId, request.Flag("return_url") ?? false, new Rendition { Label = Label(request), Meta = Meta(request) });
    }

    private static VisibleLabel? Label(JsonFields request)
    {
        if (request.Find("logo_info") is not { } element)
            return null;
        var logo = JsonFields.Of(element, "logo_info");
        logo.Only(LogoFields);
        var label = new VisibleLabel
        {
            Corner = (Corner)(logo.Whole("position", 0, 3) ?? 0),
            English = logo.Whole("language", 0, 1) == 1,
            Opacity = logo.Number("opacity", 0, 1) ?? 1,
            Text = logo.Text("logo_text_content"),
        };
        return logo.Flag("add_logo") == true ? label : null;
    }

    private static ContentMeta? Meta(JsonFields request)
    {
        if (request.Find("aigc_meta") is not { } element)
            return null;
        var meta = JsonFields.Of(element, "aigc_meta");
        meta.Only(MetaFields);
        return new ContentMeta(
            meta.Text("content_producer"), meta.RequiredText("producer_id"), meta.Text("content_propagator"), meta.Text("propagate_id"));
    }
}
