using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>The Visual API as it is on the wire: submit a task, ask for its result, ask to stop it.</summary>
internal sealed class VisualApi(Life life, SimulatedProcess process) : IProviderApi
{
    private const string Submit = "CVSync2AsyncSubmitTask";
    private const string Result = "CVSync2AsyncGetResult";
    private const string NoTask = "0";

    private static readonly int[] Pages = [401, 403, 404, 407, 413, 499, 500, 502, 503, 504];

    public string NameOf(WireQuestion question) => question.Action switch
    {
        Submit => "submit to the provider",
        Result => "ask for a result",
        _ => "ask to stop",
    };

    public Place PlaceOf(WireQuestion question) => question.Action switch
    {
        Submit => Place.Submits,
        Result => Place.Results,
        _ => Place.Cancels,
    };

    public WireAnswer? Answer(WireQuestion question) => question.Action switch
    {
        Submit => AnswerSubmit(question),
        Result => AnswerResult(question),
        _ => AnswerCancel(question),
    };

    private WireAnswer AnswerSubmit(WireQuestion question)
    {
        var key = question.Account;
        var order = life.OrderOf(question.Part!);
        var entry = life.Provider.Submit(process, question.Part!, key ?? "nobody", question.Model!, life.PlacesOf(question.Part!), stream: false, order);
        var after = life.Latency.OfProvider();
        if (entry.Kind == SubmitKind.NotSent)
            return order?.Quirk == Quirk.BodyIsCut ? question.Cut() : WireAnswer.Unreachable;
        question.Read();
        life.CallBack(entry, question);
        return entry.Kind switch
        {
            SubmitKind.AnswerLost or SubmitKind.LostOnTheWay => WireAnswer.Lost(after),
            SubmitKind.PageAfter or SubmitKind.PageBefore => WireAnswer.Page(Pages[life.Prng.Below(Pages.Length)], after),
            SubmitKind.InBothShapes => WireAnswer.Of(200, BothShapes(entry), after, Hold(entry)),
            SubmitKind.Refused => Failure(400, 50412, "Text Risk Not Pass", after),
            SubmitKind.Failed => Failure(500, 50500, "Internal Error", after),
            SubmitKind.Throttled or SubmitKind.ThrottledLate => Failure(429, 50430, "Concurrent Limit", after),
            SubmitKind.AccountRefused => key is null ? Gateway(401, "InvalidAccessKey", after) : ClockIsOff ? Gateway(400, "InvalidTimestamp", after) : Gateway(403, "AccountOverdue", after),
            SubmitKind.NotPermitted => Gateway(403, "AccessDenied", after),
            _ => WireAnswer.Of(200, Success(new { task_id = entry.TaskId }), after, Hold(entry)),
        };
    }

    private WireAnswer? AnswerResult(WireQuestion question)
    {
        var account = question.Account;
        var front = life.Weather.Of(Place.Results, process, account);
        var manner = front?.Manner ?? life.FaultOfResult();
        if (manner == Manner.Away)
            return WireAnswer.Unreachable;
        question.Read();
        var after = life.Latency.OfProvider();
        if (question.TaskId == NoTask)
            return ProbeAnswer(question, after);
        life.Witness.Asked(process, question.TaskId, account);
        if (account is null)
            return Gateway(401, "InvalidAccessKey", after);
        if (ClockIsOff)
            return Gateway(400, "InvalidTimestamp", after);
        switch (manner)
        {
            case Manner.Cut:
                return life.Prng.Chance(0.5) ? null : WireAnswer.Lost(after);
            case Manner.PageAfter or Manner.PageBefore:
                return WireAnswer.Page(Pages[life.Prng.Below(Pages.Length)], after);
            case Manner.Failing:
                return Failure(500, life.Prng.Chance(0.5) ? 50500 : 50501, "Internal Error", after);
            case Manner.Throttled:
                return Failure(429, 50429, "Too Many Requests", after);
            case Manner.Stale:
                return Status("not_found", after);
            case Manner.Refused:
                return Gateway(403, "AccountOverdue", after);
            case Manner.NotPermitted:
                return Gateway(403, "AccessDenied", after);
        }

        if (life.Provider.Find(question.TaskId, account) is not { } entry)
        {
            return life.Provider.OfTask(question.TaskId) is { } old && old.Account == account && life.Clock.Now > old.SubmittedAt + ProviderWorld.KeepsTasks
                ? Status("expired", after)
                : Status("not_found", after);
        }

        if (!life.Provider.IsDone(entry))
            return Status(life.Prng.Chance(0.5) ? "in_queue" : "generating", after);
        if (entry.Fate == TaskFate.Failed)
            return WireAnswer.Of(400, new { code = 50511, message = "Post Img Risk Not Pass", request_id = "r", data = new { status = "done" } }, after);
        if (manner == Manner.Empty || !life.Provider.HasLinks(entry))
            return WireAnswer.Of(200, Success(new { status = "done", image_urls = Array.Empty<string>() }), after);
        return WireAnswer.Of(200, Success(Pictures(entry)), after);
    }

    private WireAnswer? AnswerCancel(WireQuestion question)
    {
        if (life.Weather.Of(Place.Cancels, process, question.Account) is { } front && front.Manner == Manner.Away)
            return WireAnswer.Unreachable;
        question.Read();
        var after = life.Latency.OfProvider();
        if (question.Account is not { } account)
            return Gateway(401, "InvalidAccessKey", after);
        if (ClockIsOff)
            return Gateway(400, "InvalidTimestamp", after);
        return life.Provider.Cancel(life.Provider.Find(question.TaskId, account), process) switch
        {
            CancelAnswer.None => life.Prng.Below(4) switch
            {
                0 => Failure(429, 50429, "Too Many Requests", after),
                1 => WireAnswer.Page(502, after),
                2 => WireAnswer.Lost(after),
                _ => null,
            },
            CancelAnswer.Refused => Failure(400, 50200, "This task can not be cancelled", after),
            _ => WireAnswer.Of(200, Success(new { }), after),
        };
    }

    /// <summary>A question about no task at all, which only shows whether the service is there.</summary>
    private WireAnswer ProbeAnswer(WireQuestion question, long after) => life.Weather.Of(Place.Submits, process, question.Account)?.Manner switch
    {
        Manner.Away => WireAnswer.Unreachable,
        Manner.Cut => WireAnswer.Lost(after),
        _ => Status("not_found", after),
    };

    private bool ClockIsOff => process.Plan.HasWrongClock;

    private static object Pictures(LedgerEntry entry) => entry.IsInBytes || entry.Number % 5 == 4
        ? new { status = "done", binary_data_base64 = Enumerable.Range(0, entry.Pictures).Select(position => PictureHost.Bytes(entry, position)) }
        : new { status = "done", image_urls = Enumerable.Range(0, entry.Pictures).Select(position => PictureHost.LinkTo(entry, position)) };

    private Action Hold(LedgerEntry entry) => () => entry.Hold(process, Enumerable.Range(0, entry.Pictures));

    private static object Success(object data) => new { code = 10000, message = "Success", request_id = "r", status = 10000, data };

    private static object BothShapes(LedgerEntry entry) => new
    {
        ResponseMetadata = new { RequestId = "r", Action = Submit },
        code = 10000,
        message = "Success",
        data = new { task_id = entry.TaskId },
    };

    private static WireAnswer Status(string status, long after) => WireAnswer.Of(200, Success(new { status }), after);

    private static WireAnswer Failure(int status, int code, string message, long after) =>
        WireAnswer.Of(status, new { code, message, request_id = "r", data = (object?)null }, after);

    private static WireAnswer Gateway(int status, string code, long after) =>
        WireAnswer.Of(status, new { ResponseMetadata = new { RequestId = "r", Error = new { Code = code, Message = code } } }, after);
}
