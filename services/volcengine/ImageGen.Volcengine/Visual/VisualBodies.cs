using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Visual;

/// <summary>The body of a question for a result.</summary>
internal static class VisualBodies
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
