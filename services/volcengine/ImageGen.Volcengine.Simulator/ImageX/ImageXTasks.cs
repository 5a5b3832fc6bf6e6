using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Signing;
using ImageGen.Volcengine.Simulator.Visual;

namespace ImageGen.Volcengine.Simulator.ImageX;

/// <summary>
/// <c>CreateCVImageGenerateTask</c> and <c>GetCVImageGenerateTask</c>: unwrap a body of the Visual API and hand it to that API's own
/// actions.
/// </summary>
internal sealed class ImageXTasks(SubmitTask submit, GetResult getResult, SimulatorOptions options)
{
    private static readonly HashSet<string> CreateFields = ["ModelAction", "ModelVersion", "ReqJson", "Domain", "Template", "Outputs", "Overwrite"];
    private static readonly HashSet<string> GetFields = ["ModelAction", "ModelVersion", "ReqJson", "TaskId"];

    public Task CreateAsync(VisualCall call, ReadOnlyMemory<byte> body)
    {
        var (_, order) = Unwrap(call, body, CreateFields, "CVSync2AsyncSubmitTask", fields =>
        {
            fields.RequiredText("Domain");
            fields.RequiredText("Template");
            _ = fields.Texts("Outputs") ?? throw new EnvelopeException(BusinessCode.MissingArgument, "Missing parameter: Outputs");
            fields.Flag("Overwrite");
        });
        return submit.HandleAsync(call, Bytes(order));
    }

    public Task GetAsync(VisualCall call, ReadOnlyMemory<byte> body)
    {
        var (taskId, question) = Unwrap(call, body, GetFields, "CVSync2AsyncGetResult", fields => fields.RequiredText("TaskId"));
        ((ImageXCall)call).TaskId = taskId!;
        question["task_id"] = taskId;
        return getResult.HandleAsync(call, Bytes(question));
    }

    /// <exception cref="GatewayException">There is no such service, or what is wrong is not the model's business.</exception>
    private (string? TaskId, JsonObject Inner) Unwrap(
        VisualCall call, ReadOnlyMemory<byte> body, HashSet<string> names, string action, Action<JsonFields> check)
    {
        var service = call.Context.Request.Query["ServiceId"].ToString();
        if (service.Length == 0)
            throw new GatewayException(GatewayError.MissingParameter, "ServiceId is required in the query.");
        if (!options.ImageServices.Contains(service))
            throw new GatewayException(GatewayError.AccessDenied, $"There is no image service {service} of this account.");
        try
        {
            var fields = JsonFields.Parse(body, "The body");
            fields.Only(names);
            check(fields);
            if (fields.RequiredText("ModelAction") != action || fields.RequiredText("ModelVersion") != "2022-08-31")
                throw new GatewayException(GatewayError.InvalidActionOrVersion, $"The model has no such action; {action} of 2022-08-31 is meant.");
            var inner = fields.Find("ReqJson") is { ValueKind: JsonValueKind.Object } given
                ? JsonObject.Create(given)!
                : throw new EnvelopeException(BusinessCode.MissingArgument, "ReqJson must be a JSON object");
            return (fields.Text("TaskId"), inner);
        }
        catch (EnvelopeException wrong)
        {
            throw new GatewayException(GatewayError.MissingParameter, wrong.Message);
        }
    }

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
