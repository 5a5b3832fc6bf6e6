using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Visual;

/// <summary>The bodies of the two calls. Only what the model takes is in them.</summary>
internal static class VisualBodies
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Submit(ModelProfile model, ImageRequest request, int pictures) => Write(json =>
    {
        json.WriteString("req_key", model.Provider.Key);
        json.WriteString("prompt", request.Prompt);
        // Both or neither: with one of them the model falls back to its own size.
        var sized = request is { Width: not null, Height: not null };
        json.WriteNumber("width", sized ? request.Width!.Value : model.Size.Default.Width);
        json.WriteNumber("height", sized ? request.Height!.Value : model.Size.Default.Height);
        // Without it the model itself chooses how many pictures it makes, and bills all of them.
        json.WriteBoolean("force_single", pictures == 1);
        if (request.GuidanceScale is { } scale && model.Parameters.ContainsKey("guidance_scale"))
            json.WriteNumber("scale", scale);
    });

    /// <summary>The options belong to the question, not to the task, so each question about it is the same.</summary>
    public static string Result(VolcengineOptions options, ProviderTask task) => Write(json =>
    {
        json.WriteString("req_key", task.ModelKey);
        json.WriteString("task_id", task.TaskId);
        json.WriteString("req_json", Write(wish =>
        {
            wish.WriteBoolean("return_url", options.Visual.ReturnUrl);
            wish.WriteStartObject("logo_info");
            wish.WriteBoolean("add_logo", options.VisibleLabel);
            // Bottom right, in Chinese, opaque: the rules want it legible.
            wish.WriteNumber("position", 0);
            wish.WriteNumber("language", 0);
            wish.WriteNumber("opacity", 1);
            wish.WriteEndObject();
            if (string.IsNullOrEmpty(options.ContentProducer))
                return;
            wish.WriteStartObject("aigc_meta");
            wish.WriteString("content_producer", options.ContentProducer);
            wish.WriteString("producer_id", task.ContentId);
            wish.WriteEndObject();
        }));
    });

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
