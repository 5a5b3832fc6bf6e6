using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.Inputs;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary><c>CVSync2AsyncSubmitTask</c>: takes an order, which is the moment that costs money.</summary>
internal sealed class SubmitTask(TaskBook tasks, InputReader inputs, Moderation moderation, FaultBook faults, FaultPlayer player, Callbacks callbacks)
{
    public async Task HandleAsync(VisualCall call, ReadOnlyMemory<byte> body)
    {
        var order = ImageOrder.Parse(body);
        var fault = faults.Take(FaultPoint.Submit, order.Prompt, about: order.Prompt);
        if (fault?.Named is { } named)
            call.Spoil = answer => named.Spoil(answer, call.Context, order.Prompt);
        if (fault is { TaskIsAccepted: false })
        {
            await player.PlayAsync(call, fault);
            return;
        }

        moderation.CheckPrompt(order.Prompt);
        var pictures = await inputs.ReadAsync(order, call.Context.RequestAborted);
        var (width, height) = ResultSize.Of(order, pictures);
        var submission = tasks.Accept(
            new TaskOrder(call.Api, order.Model.ReqKey, order.Prompt, width, height, order.Seed, order.Images)
            {
                Inputs = pictures,
                Margins = order.Margins,
            },
            call.AccessKey,
            call.RequestId);
        callbacks.Follow(submission.Task, order.Callback);
        if (fault is not null && !await player.PlayAsync(call, fault))
            return;

        // Before the answer: who has read it must find it noted.
        tasks.MarkAnswered(submission);
        await call.AnswerAsync(new SubmitData(submission.Task.TaskId));
    }
}
