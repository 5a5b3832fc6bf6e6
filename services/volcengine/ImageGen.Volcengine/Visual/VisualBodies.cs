using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Visual;

/// <summary>The bodies of the two calls. Only what the model takes is in them.</summary>
internal static class VisualBodies
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Submit(VolcengineOptions options, CallOrder order) => Write(json =>
    {
        var (model, request) = (order.Model, order.Request);
        json.WriteString("req_key", model.Provider.Key);
        json.WriteString("prompt", request.Prompt);
        // Both or neither: with one of them the model falls back to its own size.
        var sized = request is { Width: not null, Height: not null };
        json.WriteNumber("width", sized ? request.Width!.Value : model.Size.Default.Width);
        json.WriteNumber("height", sized ? request.Height!.Value : model.Size.Default.Height);
        // Without it the model itself chooses how many pictures it makes, and bills all of them.
        json.WriteBoolean("force_single", order.Pictures == 1);
        if (request.GuidanceScale is { } scale && model.Parameters.ContainsKey("guidance_scale"))
            json.WriteNumber("scale", scale);
        if (order.Callback is not { } callback)
            return;
        // What is called back with has the form that is asked for here; it is not read, so it had better be short.
        json.WriteString("callback_url", callback.Url);
        Form(json, options, order.ContentId, links: true);
    });

    /// <summary>The options belong to the question, not to the task, so each question about it is the same.</summary>
    public static string Result(VolcengineOptions options, ProviderTask task) => Write(json =>
    {
        json.WriteString("req_key", task.ModelKey);
        json.WriteString("task_id", task.TaskId);
        json.WriteString("req_json", Write(wish => Form(wish, options, task.ContentId, options.Visual.ReturnUrl)));
    });

    private static void Form(Utf8JsonWriter json, VolcengineOptions options, string contentId, bool links)
    {
        json.WriteBoolean("return_url", links);
        json.WriteStartObject("logo_info");
        json.WriteBoolean("add_logo", options.VisibleLabel);
        // Bottom right, in Chinese, opaque: the rules want it legible.
        json.WriteNumber("position", 0);
        json.WriteNumber("language", 0);
        json.WriteNumber("opacity", 1);
        json.WriteEndObject();
        if (string.IsNullOrEmpty(options.ContentProducer))
            return;
        json.WriteStartObject("aigc_meta");
        json.WriteString("content_producer", options.ContentProducer);
        json.WriteString("producer_id", contentId);
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
