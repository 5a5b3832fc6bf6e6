using System.Text.Json.Nodes;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Gateway;

/// <summary>
/// How a model of the Visual API is asked for a result. The options belong to the question, not to the task, so each question about a task is
/// the same.
/// </summary>
internal static class ResultRequest
{
    /// <summary>Asks as it is configured; an answer with the bytes that does not get through whole, for its size or its time, is asked for as links.</summary>
    /// <param name="ask">Given whether links are wanted.</param>
    public static async Task<WireReply> SendAsync(VolcengineOptions options, Func<bool, Task<WireReply>> ask)
    {
        var links = options.Visual.ReturnUrl;
        var reply = await ask(links);
        return links || reply is not WireReply.Answer { Cut: not null } ? reply : await ask(true);
    }

    /// <param name="links">In the place of the bytes.</param>
    public static JsonObject Of(VolcengineOptions options, ProviderTask task, bool links) => new()
    {
        ["req_key"] = task.ModelKey,
        ["task_id"] = task.TaskId,
        ["req_json"] = RequestBody.Write(Form(options, task.ContentId, links)),
    };

    /// <summary>In which form pictures are wanted.</summary>
    public static JsonObject Form(VolcengineOptions options, string contentId, bool links)
    {
        var form = new JsonObject
        {
            ["return_url"] = links,
            // Bottom right, in Chinese, opaque: the rules want it legible.
            ["logo_info"] = new JsonObject { ["add_logo"] = options.VisibleLabel, ["position"] = 0, ["language"] = 0, ["opacity"] = 1 },
        };
        if (!string.IsNullOrEmpty(options.ContentProducer))
            form["aigc_meta"] = new JsonObject { ["content_producer"] = options.ContentProducer, ["producer_id"] = contentId };
        return form;
    }
}
