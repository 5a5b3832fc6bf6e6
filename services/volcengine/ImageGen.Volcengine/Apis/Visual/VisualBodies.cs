using System.Text.Json.Nodes;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;

namespace ImageGen.Volcengine.Apis.Visual;

/// <summary>What the API takes beside the parameters of a model.</summary>
internal static class VisualBodies
{
    /// <summary>Asks for a callback, where the model has such a thing.</summary>
    /// <returns>Whether it does.</returns>
    public static bool AskForCallback(JsonObject body, VolcengineOptions options, CallOrder order)
    {
        if (order.Callback is not { } callback || !order.Model.Provider.Callbacks)
            return false;
        body["callback_url"] = callback.Url;
        // What is called back with has the form that is asked for here; it is not read, so it had better be short.
        foreach (var (name, value) in ResultRequest.Form(options, order.ContentId, links: true))
            body[name] = value?.DeepClone();
        return true;
    }

    public static string Cancel(ProviderTask task) => RequestBody.Write(new JsonObject { ["req_key"] = task.ModelKey, ["task_id"] = task.TaskId });
}
