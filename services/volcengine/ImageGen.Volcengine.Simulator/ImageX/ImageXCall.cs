using ImageGen.Volcengine.Simulator.Tasks;
using ImageGen.Volcengine.Simulator.Visual;

namespace ImageGen.Volcengine.Simulator.ImageX;

/// <summary>One call of veImageX. What the model says is an envelope of the Visual API in <c>Result.RespJson</c>, with HTTP 200.</summary>
internal sealed class ImageXCall(HttpContext context, SimulatorOptions options, TimeProvider time) : VisualCall(context, options, time)
{
    public const string CreateAction = "CreateCVImageGenerateTask";
    public const string GetAction = "GetCVImageGenerateTask";
    public const string ApiVersion = "2023-05-01";

    public override string Service => "imagex";

    public override string Api => TaskOrder.ImageX;

    /// <summary>Of the task that is asked for.</summary>
    public string TaskId { get; set; } = "";

    public static bool Is(HttpContext context) => context.Request.Query["Action"].ToString() is CreateAction or GetAction;

    protected override Task WriteAsync(Envelope envelope, int status)
    {
        var result = new Dictionary<string, object?>
        {
            ["TaskId"] = envelope.Data is SubmitData accepted ? accepted.TaskId : TaskId,
            ["RespJson"] = envelope,
        };
        if (envelope.Data is ResultData found)
        {
            result["Status"] = found.Status;
            result["ImageUrls"] = found.ImageUrls ?? [];
            result["StoreUris"] = (found.ImageUrls ?? []).Select(link => new Uri(link).AbsolutePath.TrimStart('/')).ToArray();
        }

        return WriteAsync(200, new Dictionary<string, object?> { ["ResponseMetadata"] = Metadata(), ["Result"] = result });
    }
}
