using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary><c>CVCancelTask</c>: ends a task before it is done, where the settings allow that.</summary>
internal sealed class CancelTask(TaskBook tasks, SimulatorState state)
{
    private static readonly HashSet<string> Fields = ["req_key", "task_id"];

    public async Task HandleAsync(VisualCall call, ReadOnlyMemory<byte> body)
    {
        var fields = JsonFields.Parse(body, "The body");
        fields.Only(Fields);
        var reqKey = fields.RequiredText("req_key");
        var task = tasks.Find(fields.RequiredText("task_id"), call.AccessKey);
        if (!state.Settings.Cancels)
            throw new EnvelopeException(BusinessCode.InvalidArgument, "This req_key's tasks cannot be cancelled");
        if (task is null || task.ReqKey != reqKey || !tasks.Cancel(task))
            throw new EnvelopeException(BusinessCode.InvalidArgument, "There is no unfinished task of this req_key and task_id");
        await call.AnswerAsync(new { });
    }
}
