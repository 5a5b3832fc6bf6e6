using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Visual;

/// <summary>What the API takes beside the parameters of a model.</summary>
internal static class VisualBodies
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The only model whose documents name the fields of callbacks; another may refuse what it does not know.</summary>
    private const string ModelWithCallbacks = "jimeng_t2i_v40";

    /// <summary>Asks for a callback, where the model has such a thing.</summary>
    /// <returns>Whether it does.</returns>
    public static bool AskForCallback(JsonObject body, VolcengineOptions options, CallOrder order)
    {
        if (order.Callback is not { } callback || order.Model.Provider.Key != ModelWithCallbacks)
            return false;
        body["callback_url"] = callback.Url;
        // What is called back with has the form that is asked for here; it is not read, so it had better be short.
        foreach (var (name, value) in JsonNode.Parse(Write(json => Form(json, options, order.ContentId, links: true)))!.AsObject())
            body[name] = value?.DeepClone();
        return true;
    }

    /// <summary>Asks as it is configured; an answer with the bytes that does not get through whole, for its size or its time, is asked for as links.</summary>
    /// <param name="ask">Given whether links are wanted.</param>
    public static async Task<WireReply> AskAsync(VolcengineOptions options, Func<bool, Task<WireReply>> ask)
    {
        var links = options.Visual.ReturnUrl;
        var reply = await ask(links);
        return links || reply is not WireReply.Answer { Cut: not null } ? reply : await ask(true);
    }

    /// <summary>The options belong to the question, not to the task, so each question about it is the same.</summary>
    /// <param name="links">In the place of the bytes.</param>
    public static string Result(VolcengineOptions options, ProviderTask task, bool links) => Write(json =>
    {
        json.WriteString("req_key", task.ModelKey);
        json.WriteString("task_id", task.TaskId);
        json.WriteString("req_json", Write(wish => Form(wish, options, task.ContentId, links)));
    });

    public static string Cancel(ProviderTask task) => Write(json =>
    {
        json.WriteString("req_key", task.ModelKey);
        json.WriteString("task_id", task.TaskId);
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
