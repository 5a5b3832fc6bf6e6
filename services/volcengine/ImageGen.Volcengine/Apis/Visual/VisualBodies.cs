using System.Text.Json.Nodes;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;

namespace ImageGen.Volcengine.Apis.Visual;

/// <summary>What the API takes beside the parameters of a model.</summary>
internal static class VisualBodies
{
    /// <summary>Asks for a callback, where the model has such a thing.</summary>
    /// <returns>The secret of the callback's address; null where none is asked for.</returns>
    public static string? AskForCallback(JsonObject body, VolcengineOptions options, ProviderCall call)
    {
        if (call.Callback is not { } callback || !call.Model.Provider.Callbacks)
            return null;
        body["callback_url"] = callback.Url;
        // What is called back with has the form that is asked for here; it is not read, so it had better be short.
        foreach (var (name, value) in ResultRequest.Form(options, call.ContentId, links: true))
            body[name] = value?.DeepClone();
        return callback.Secret;
    }

    public static string Cancel(ProviderTask task) => RequestBody.Write(new JsonObject { ["req_key"] = task.ModelKey, ["task_id"] = task.TaskId });
}
