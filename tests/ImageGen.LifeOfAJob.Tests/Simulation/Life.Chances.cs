using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.ObjectStorage.Keys;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What the world does beside the processes. Every single fault is taken out of one budget.</summary>
internal sealed partial class Life
{
    public int FaultsLeft { get; private set; }

    /// <summary>Whose effect happens now.</summary>
    public Step? Acting { get; private set; }

    /// <summary>A step's moment has come.</summary>
    public void Take(Step step)
    {
        var process = step.Process;
        Steps++;
        Acting = step;
        // What was canceled on its way may have got through, or not.
        if (step.IsAbandoned)
        {
            Trace.Add($"{Clock} {process.Name} {step.Flow}: {step.What} (canceled)");
            if (Prng.Chance(0.5))
                step.Apply();
            return;
        }

        var fault = Plan.StepScript?.Invoke(this, step, Steps) ?? Fault.None;
        if (fault == Fault.None && step.Failure is not null && Weather.Of(step.Place, process, account: null) is { } front)
            fault = front.Manner == Manner.Cut ? Fault.ErrorAfter : Fault.ErrorBefore;
        if (fault == Fault.None && TakeFault(1))
            fault = FaultOf(step);
        Trace.Add($"{Clock} {process.Name} {step.Flow}: {step.What}{(fault == Fault.None ? "" : $" !{fault}")}");
        switch (fault)
        {
            case Fault.Sleep:
                process.Sleep(Prng.Between(Plan.SleepsAtLeast, 900_000));
                process.Wait(step);
                return;
            case Fault.KillBefore or Fault.KillAfter:
                if (fault == Fault.KillAfter)
                    step.Apply();
                Deaths++;
                process.Kill(downFor: Prng.Between(0, 20_000));
                return;
            case Fault.ErrorBefore:
                Plan.Flaw?.Failed(process, step);
                process.Failed(step);
                return;
            case Fault.ErrorAfter:
                step.Apply();
                process.Failed(step);
                return;
            default:
                step.Apply();
                step.Complete();
                return;
        }
    }

    public MessageFate FateOf(Message message)
    {
        if (Plan.MessageScript?.Invoke(message) is { } scripted)
            return scripted;
        if (!TakeFault(2))
            return MessageFate.Delivered;
        return Prng.Chance(0.6) ? MessageFate.Dropped : MessageFate.Doubled;
    }

    public long DelayOfDouble() => Plan.MessageScript is not null || Prng.Chance(0.5) ? 0 : Prng.Between(0, 300_000);

    public SubmitKind KindOfSubmission(SimulatedProcess by, string account, string model, bool stream, Order? order, int number)
    {
        if (Plan.SubmitScript is { } script)
            return script(number);
        if (by.Plan.HasDeadKeys || (!Models.IsArk(model) && by.Plan.HasWrongClock))
            return SubmitKind.AccountRefused;
        if (order?.Quirk == Quirk.BodyIsCut)
            return SubmitKind.NotSent;
        if (order?.Quirk == Quirk.Refused)
            return SubmitKind.Refused;
        if (Weather.Of(Place.Submits, by, account) is { } front)
            return KindOf(front.Manner, model);
        if (!TakeFault(6))
            return Models.IsArk(model) && Prng.Chance(0.2) ? SubmitKind.InBytes : SubmitKind.Accepted;
        return Models.IsArk(model)
            ? stream && Prng.Chance(0.4)
                ? SubmitKind.StreamCut + Prng.Below(2)
                : (SubmitKind)(Prng.Weighted(0, 5, 4, 0, 2, 3, 1, 1, 1, 1, 3, 2, 3, 2))
            : (SubmitKind)(Prng.Weighted(0, 5, 4, 3, 2, 3, 1, 1, 1, 1, 3, 2));
    }

    public TaskFate FateOfTask(string model, int places, Order? order)
    {
        if (Plan.FateScript is { } script)
            return script();
        var fate = order?.Quirk switch
        {
            Quirk.PendingForEver when !Models.IsArk(model) => TaskFate.Pending,
            Quirk.DoneWithout when !Models.IsArk(model) => TaskFate.NoLinks,
            Quirk.TooLarge => TaskFate.TooLarge,
            _ => TakeFault(2) ? (TaskFate)(1 + Prng.Weighted(3, 3, 1, 2, 0, 3)) : TaskFate.Done,
        };
        // An answer that is already there can't fail, be forgotten or be late any more.
        return fate switch
        {
            TaskFate.Failed or TaskFate.Forgotten or TaskFate.LateLinks when Models.IsArk(model) => TaskFate.Done,
            TaskFate.Short when places == 1 => TaskFate.Done,
            _ => fate,
        };
    }

    /// <summary>How long the provider takes, in milliseconds.</summary>
    public long ProviderTime(TaskFate fate) => fate == TaskFate.Pending ? ProviderWorld.KeepsTasks
        : Plan.ProviderTimeScript?.Invoke() ?? (Prng.Chance(0.2) ? Prng.Between(20_000, 90_000) : Prng.Between(500, 20_000));

    /// <summary>One question is not answered as it should be.</summary>
    public Manner? FaultOfResult() => !TakeFault(1) ? null : (Manner)Prng.Weighted(1, 1, 2, 1, 1, 2, 0, 0, 2, 2);

    public CancelAnswer AnswerToCancel(SimulatedProcess by)
    {
        if (Weather.Of(Place.Cancels, by, account: null) is not null)
            return CancelAnswer.None;
        return Plan.CancelAnswer ?? (CancelAnswer)Prng.Weighted(50, 15, 20, IsCalm ? 0 : 15);
    }

    public bool LinkExpires() => TakeFault(0.5);

    /// <summary>One read fails, or the way to the provider's pictures is cut for a while.</summary>
    public Manner? FaultOfPicture(SimulatedProcess to) => Weather.Of(Place.Pictures, to, account: null)?.Manner
        ?? (TakeFault(2) ? (Manner)Prng.Weighted(2, 1, 2, 1, 0, 1, 0, 0, 2, 0, 2) : null);

    /// <summary>The provider tells that a task is finished, where it was asked to.</summary>
    public void CallBack(LedgerEntry entry, WireQuestion question)
    {
        if (!Plan.CallsBack || !entry.Paid || entry.Pictures == 0 || !question.Json.TryGetProperty("callback_url", out var url))
            return;
        const string path = "/api/v1/callbacks/volcengine/";
        var token = new Uri(url.GetString()!).AbsolutePath[path.Length..];
        var body = new { code = 10000, message = "Success", task_id = entry.TaskId, data = new { status = "done" } };
        Scheduler.At(entry.DoneAt + Prng.Between(0, 2_000), () => Begin(async () =>
        {
            if (entry.IsStopped || TakeFault(3))
                return;
            var question = new Question { Body = body };
            var answer = await AskAsync($"POST {path}{{token:maxlength(200)}}", token, question);
            if (answer.IsGood)
                entry.CalledBack();
        }));
    }

    /// <summary>The picture that an owner works from.</summary>
    public static string UploadOf(string owner) => UploadedPictures.IdPrefix + owner;

    private void Upload(string owner)
    {
        var bytes = PictureHost.Png(owner);
        var picture = new UploadedPicture
        {
            Id = UploadOf(owner),
            Purpose = UploadPurpose.Reference,
            ContentType = "image/png",
            Bytes = bytes.Length,
            Width = 512,
            Height = 512,
            Sha256 = "",
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(Clock.Start),
            ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(Clock.Start).AddDays(30),
        };
        new UploadedPictures(new InstantObjects(Objects, Clock.Now)).PutAsync(owner, picture, new MemoryStream(bytes), CancellationToken.None).GetAwaiter().GetResult();
    }

    private static SubmitKind KindOf(Manner manner, string model) => manner switch
    {
        Manner.Away => SubmitKind.NotSent,
        Manner.Cut => SubmitKind.AnswerLost,
        Manner.Failing => SubmitKind.Failed,
        Manner.PageAfter => SubmitKind.PageAfter,
        Manner.PageBefore => SubmitKind.PageBefore,
        Manner.Throttled => Models.IsArk(model) ? SubmitKind.ThrottledLate : SubmitKind.Throttled,
        Manner.Refused => SubmitKind.AccountRefused,
        Manner.NotPermitted => SubmitKind.NotPermitted,
        _ => SubmitKind.Accepted,
    };

    private Fault FaultOf(Step step) => step.Failure is null
        ? (Fault)(1 + Prng.Weighted(2, 3, 0, 0, 3))
        : (Fault)(1 + Prng.Weighted(2, 3, 1, 2, 2));

    private bool TakeFault(double likely)
    {
        if (IsCalm || FaultsLeft == 0 || !Prng.Chance(Plan.FaultRate * likely))
            return false;
        FaultsLeft--;
        return true;
    }
}
