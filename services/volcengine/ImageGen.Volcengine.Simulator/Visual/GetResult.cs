using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary><c>CVSync2AsyncGetResult</c>: says how far a task is, and hands out its pictures.</summary>
internal sealed class GetResult(
    TaskBook tasks, Moderation moderation, FaultBook faults, FaultPlayer player, PictureLinks links, PictureStore pictures)
{
    public async Task HandleAsync(VisualCall call, ReadOnlyMemory<byte> body)
    {
        var question = ResultQuestion.Parse(body);
        var task = tasks.Find(question.TaskId, call.AccessKey);
        if (task is not null && task.ReqKey != question.ReqKey)
            throw new EnvelopeException(BusinessCode.InvalidArgument, "Invalid parameter: req_key is not the task's");
        var fault = faults.Take(FaultPoint.GetResult, task?.Prompt ?? "", about: question.TaskId);
        if (fault?.Named is { } named)
        {
            call.Spoil = answer => named.Spoil(answer, call.Context, task?.Prompt ?? "");
            question = question with { ReturnUrl = question.ReturnUrl && !named.Fault.NeedsBytes };
        }

        if (fault is not null && !await player.PlayAsync(call, fault))
            return;

        var status = task is null ? TaskPhase.NotFound : tasks.PhaseOf(task);
        if (status == TaskPhase.Done)
            moderation.CheckPicture(task!.Prompt);
        await call.AnswerAsync(status == TaskPhase.Done ? await ResultAsync(call, task!, question) : new ResultData(Word(status)));
    }

    private async Task<ResultData> ResultAsync(VisualCall call, SimulatedTask task, ResultQuestion question)
    {
        var indices = Enumerable.Range(0, task.Images);
        if (question.ReturnUrl)
        {
            return new ResultData(
                "done", ImageUrls: [.. indices.Select(i => links.Create(call.BaseUrl, new Picture(task, i, question.Rendition)))]);
        }

        var bytes = new List<byte[]>();
        foreach (var index in indices)
            bytes.Add((await pictures.GetAsync(new Picture(task, index, question.Rendition), call.Context.RequestAborted)).Bytes);
        return new ResultData("done", BinaryDataBase64: bytes);
    }

    private static string Word(TaskPhase status) => status switch
    {
        TaskPhase.InQueue => "in_queue",
        TaskPhase.Generating => "generating",
        TaskPhase.Expired => "expired",
        _ => "not_found",
    };
}
