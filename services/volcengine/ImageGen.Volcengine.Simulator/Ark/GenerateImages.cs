using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>Makes the pictures while the caller waits. They are paid for from the moment the order is taken, whatever the caller hears.</summary>
internal sealed class GenerateImages(
    TaskBook tasks, Moderation moderation, FaultBook faults, FaultPlayer player, PictureLinks links, PictureStore pictures,
    SimulatorState state, TimeProvider time)
{
    public async Task HandleAsync(ArkCall call, ArkOrder order)
    {
        var fault = faults.Take(FaultPoint.Generate, order.Prompt, about: order.Prompt);
        if (fault?.Named is { } named)
        {
            call.Spoil = answer => named.Spoil(answer, call.Context, order.Prompt);
            order = order with { Links = order.Links && !named.Fault.NeedsBytes };
        }

        if (fault is { TaskIsAccepted: false })
        {
            await player.PlayAsync(call, fault);
            return;
        }

        switch (moderation.OfPrompt(order.Prompt))
        {
            case PromptRisk.Sensitive:
                throw new ArkException(ArkError.InputTextSensitive);
            case PromptRisk.Copyright:
                throw new ArkException(ArkError.InputTextCopyright);
        }

        var plan = ArkPlan.Of(order, moderation.IsRiskyPicture(order.Prompt), fault);
        var submission = tasks.Accept(
            new TaskOrder(TaskOrder.Ark, order.Model.Id, order.Prompt, order.Width, order.Height, Seed: null, plan.Made), call.Account, call.RequestId);
        await DelayAsync(call, state.Settings.QueueMs);
        await (order.Stream ? StreamAsync(call, order, plan, submission, fault) : AnswerAsync(call, order, plan, submission, fault));
    }

    private async Task AnswerAsync(ArkCall call, ArkOrder order, ArkPlan plan, Submission submission, FaultRule? fault)
    {
        var items = new List<ArkItem>();
        foreach (var (index, error) in plan.Pictures.Index())
        {
            await WorkAsync(call);
            items.Add(error is null ? await ItemAsync(call, order, submission, index) : new ArkItem { Error = Reason(error) });
        }

        if (fault is not null && !await player.PlayAsync(call, fault))
            return;
        // Before the answer: who has read it must find it noted.
        tasks.MarkDelivered(submission, plan.Made);
        await call.AnswerAsync(new ArkAnswer(order.Model.Id, call.Created, items, Usage(order, plan), Tools(order)));
    }

    private async Task StreamAsync(ArkCall call, ArkOrder order, ArkPlan plan, Submission submission, FaultRule? fault)
    {
        var delivered = 0;
        foreach (var (index, error) in plan.Pictures.Index())
        {
            await WorkAsync(call);
            if (fault is not null && delivered == fault.Pictures && !await player.PlayInStreamAsync(call, fault))
                return;
            if (error is null)
                tasks.MarkDelivered(submission, ++delivered);
            await call.SendAsync(await EventAsync(call, order, submission, index, error));
        }

        await call.SendAsync(new ArkEvent("image_generation.completed", order.Model.Id, call.Created) { Usage = Usage(order, plan), Tools = Tools(order) });
        await call.EndStreamAsync();
    }

    private async Task<ArkEvent> EventAsync(ArkCall call, ArkOrder order, Submission submission, int index, ArkError? error)
    {
        if (error is not null)
            return new ArkEvent("image_generation.partial_failed", order.Model.Id, call.Created) { ImageIndex = index, Error = Reason(error) };
        var item = await ItemAsync(call, order, submission, index);
        return new ArkEvent("image_generation.partial_succeeded", order.Model.Id, call.Created)
        {
            ImageIndex = index,
            Url = item.Url,
            B64Json = item.B64Json,
            Size = item.Size,
        };
    }

    private async Task<ArkItem> ItemAsync(ArkCall call, ArkOrder order, Submission submission, int index)
    {
        var picture = new Picture(submission.Task, index, order.Rendition);
        return new ArkItem
        {
            Url = order.Links ? links.Create(call.BaseUrl, picture) : null,
            B64Json = order.Links ? null : (await pictures.GetAsync(picture, call.Context.RequestAborted)).Bytes,
            Size = $"{order.Width}x{order.Height}",
            OutputFormat = order.Model.Formats ? order.Rendition.Format.Word() : null,
        };
    }

    private Task WorkAsync(ArkCall call) =>
        DelayAsync(call, Random.Shared.Next(state.Settings.GenerateMinMs, state.Settings.GenerateMaxMs + 1));

    private Task DelayAsync(ArkCall call, int milliseconds) => milliseconds == 0
        ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, call.Context.RequestAborted);

    private static ArkUsage Usage(ArkOrder order, ArkPlan plan)
    {
        var tokens = (long)order.Width * order.Height / 256 * plan.Made;
        return new ArkUsage(plan.Made, tokens, tokens, order.Searches ? new ArkToolUsage(WebSearch: 1) : null);
    }

    private static ArkTool[]? Tools(ArkOrder order) => order.Searches ? [new ArkTool("web_search")] : null;

    private static ArkReason Reason(ArkError error) => new(error.Code, error.Message);
}
