using System.Text.Json.Nodes;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Settings;

namespace ImageGen.Volcengine.Apis.ImageX;

/// <summary>What veImageX is sent: a body of the Visual API, and whom it is for.</summary>
internal static class ImageXBodies
{
    /// <param name="order">As the Visual API takes it.</param>
    public static JsonObject Order(ImageXOptions options, JsonObject order) => new()
    {
        ["ModelAction"] = options.ModelSubmitAction,
        ["ModelVersion"] = options.ModelVersion,
        ["ReqJson"] = order,
        ["Domain"] = options.Domain,
        ["Template"] = options.Template,
        ["Outputs"] = new JsonArray(),
        ["Overwrite"] = false,
    };

    public static JsonObject Question(VolcengineOptions options, ProviderTask task, bool links)
    {
        var question = ResultRequest.Of(options, task, links);
        // It has a place of its own here.
        question.Remove("task_id");
        return new JsonObject
        {
            ["ModelAction"] = options.ImageX.ModelResultAction,
            ["ModelVersion"] = options.ImageX.ModelVersion,
            ["ReqJson"] = question,
            ["TaskId"] = task.TaskId,
        };
    }
}
