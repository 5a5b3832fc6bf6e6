using ImageGen.Jobs;
using ImageGen.Messaging;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The scheduler: one turn is one thing that happens.</summary>
internal sealed partial class Life
{
    private const int StepWeight = 8;
    private const int TimerWeight = 8;
    private const int LoopWeight = 4;
    private const int MessageWeight = 4;

    /// <returns>False when all is at rest for good.</returns>
    private bool Turn()
    {
        Turns++;
        Clock.Now += Prng.Below(4);
        if (!Calm && Turns > ChaoticTurns)
            BeCalm();
        if (Turns > MostTurns)
        {
            Witness.Violate(Invariant.NeverStuck, $"no end after {MostTurns} turns");
            return false;
        }
        if (PersonActs())
            return true;
        Collect();
        if (choices.Count == 0)
            return PassTime();
        if (!Calm && Prng.Chance(0.01))
            Clock.Now += Prng.Between(100, Prng.Chance(0.2) ? 60_000 : 3_000);
        Take(Choose());
        thread.Pump();
        return true;
    }

    private void BeCalm()
    {
        Trace.Add("       no more faults");
        Calm = true;
        foreach (var process in processes)
            process.AwakeAt = Math.Min(process.AwakeAt, Clock.Now);
    }

    private void Collect()
    {
        choices.Clear();
        foreach (var process in processes)
        {
            if (!process.Awake)
                continue;
            foreach (var step in process.Pending)
                choices.Add(new Choice(StepWeight, process, Step: step));
            if (process.Time.Next <= Clock.Now)
                choices.Add(new Choice(TimerWeight, process));
            foreach (var loop in process.Loops)
            {
                if (LeftOut?.Runs(loop.Name) != false && process.MayRun(loop))
                    choices.Add(new Choice(LoopWeight, process, Loop: loop));
            }
        }
        foreach (var message in Bus.Waiting)
        {
            if (message.VisibleAt <= Clock.Now && processes.Any(process => process.Role == message.Queue && process.Awake))
                choices.Add(new Choice(MessageWeight, Process: null, Message: message));
        }
    }

    private Choice Choose()
    {
        if (Plan.LastFirst && choices.FindLastIndex(choice => choice.Message is not null) is >= 0 and var last && choices[last] is var youngest && Prng.Chance(0.5))
            return youngest;
        var at = Prng.Below(choices.Sum(choice => choice.Weight));
        foreach (var choice in choices)
        {
            if ((at -= choice.Weight) < 0)
                return choice;
        }
        return choices[^1];
    }

    private void Take(Choice choice)
    {
        switch (choice)
        {
            case { Step: { } step }:
                Take(step);
                break;
            case { Loop: { } loop, Process: { } process }:
                process.Run(loop.Name, loop.Run);
                break;
            case { Message: { } message }:
                var consumers = processes.Where(process => process.Role == message.Queue && process.Awake).ToList();
                var consumer = consumers[Prng.Below(consumers.Count)];
                Bus.Waiting.Remove(message);
                Trace.Add($"{Time} {consumer.Name} gets {message}");
                consumer.Deliver(message);
                break;
            default:
                choice.Process!.Time.FireNext();
                break;
        }
    }

    private void Take(Step step)
    {
        var process = step.Process;
        steps++;
        var fault = Plan.StepScript?.Invoke(this, step, steps) ?? Fault.None;
        if (fault == Fault.None && TakeFault(1))
            fault = FaultOf(step);
        Trace.Add($"{Time} {process.Name} {step.Flow}: {step.What}{(fault == Fault.None ? "" : $" !{fault}")}");
        if (fault == Fault.Sleep)
        {
            process.AwakeAt = Clock.Now + Prng.Between(95_000, 900_000);
            return;
        }
        process.Pending.Remove(step);
        if (fault is Fault.None or Fault.KillAfter or Fault.ErrorAfter)
            step.Apply();
        if (fault is Fault.KillBefore or Fault.KillAfter)
        {
            Deaths++;
            process.Kill(downFor: Prng.Between(0, 20_000));
        }
        else if (fault is Fault.ErrorBefore or Fault.ErrorAfter)
            step.Fail();
        else
            step.Complete();
    }

    private Fault FaultOf(Step step) => step.Failure is null
        ? (Fault)(1 + Prng.Weighted(2, 3, 0, 0, 3))
        : (Fault)(1 + Prng.Weighted(2, 3, 1, 2, 2));

    private bool PersonActs()
    {
        if (!accepted)
        {
            accepted = true;
            Accept(apis[Prng.Below(2)]);
            return true;
        }
        if (Job is not { } job)
            return false;
        var api = apis[Prng.Below(2)];
        if (!canceled && api.Awake && (Plan.CancelWhen?.Invoke(this) ?? Turns > Plan.CancelAtTurn))
        {
            canceled = true;
            Trace.Add($"{Time} a person cancels");
            api.Run("people", () => api.CancelAsync(JobId));
            return true;
        }
        if (retries < Plan.Retries && api.Awake && (Plan.RetryWhen?.Invoke(this) ?? Prng.Chance(0.02)) && JobRules.RefusalOfRetry(job, acceptPossibleCharge: true) is null)
            return Retry(api);
        return false;
    }

    private bool Retry(JobsProcess api)
    {
        retries++;
        Trace.Add($"{Time} a person retries");
        api.Run("people", () => api.RetryAsync(JobId));
        return true;
    }

    /// <summary>Nothing can happen now. Lets time pass until something can.</summary>
    /// <returns>False when all is at rest for good.</returns>
    private bool PassTime()
    {
        var settled = Job is { Settled: true };
        if (Bus.Waiting.Count == 0 && processes.All(process => process.IsIdle) && NothingIsUnderWay() && (settled || IsWaitingForAPerson()))
        {
            if (!Calm)
                BeCalm();
            return !AtRest(settled);
        }
        if (NextEvent() is not { } next)
        {
            // The person whose request died with its process asks again.
            if (Job is null)
            {
                accepted = false;
                return true;
            }
            Witness.Violate(Invariant.NeverStuck, $"nothing will ever happen again: the job is {Job?.Status}, settled: {settled}");
            return false;
        }
        Clock.Now = Math.Max(next, Clock.Now);
        return true;
    }

    private bool AtRest(bool settled)
    {
        var api = apis[Prng.Below(2)];
        if (retries < Plan.Retries && JobRules.RefusalOfRetry(Job!, acceptPossibleCharge: true) is null)
            return !Retry(api);
        if (!settled && Plan.PersonCloses)
        {
            Trace.Add($"{Time} a person closes");
            api.Run("people", () => api.CancelAsync(JobId));
            return false;
        }
        Witness.CheckAtRest();
        return true;
    }

    private bool NothingIsUnderWay() => Jobs.All.All(job => job.Outbox.Count == 0)
        && Tasks.All.All(task => task.Outbox.Count == 0 && task.State is not (TaskState.Ready or TaskState.Submitting or TaskState.Running))
        && Copies.All.All(copy => copy.Outbox.Count == 0 && copy.State != CopyState.Waiting);

    /// <summary>It needs a person, and all else about it is known.</summary>
    private bool IsWaitingForAPerson() => Job is { Status: JobStatus.NeedsAttention } job
        && job.Pictures.All(picture => picture.State.IsFinal() || (picture.State == PictureState.Unknown && job.Decides(picture)));

    private long? NextEvent()
    {
        long? next = null;
        foreach (var process in processes)
        {
            if (!process.Awake)
                Consider(process.AwakeAt);
            Consider(process.Time.Next);
        }
        foreach (var message in Bus.Waiting)
            Consider(message.VisibleAt);
        if (LeftOut?.Runs("nudge") != false)
            Consider(Jobs.Earliest(JobModel.NudgeAt));
        Consider(Jobs.Earliest(JobModel.ExpiresAt));
        Consider(Jobs.Earliest(IOutboxDocument<Job>.DueField));
        Consider(Tasks.Earliest(TaskDocuments.ReadyAt));
        Consider(Tasks.Earliest(TaskDocuments.NextPollAt));
        Consider(Tasks.Earliest(TaskDocuments.RecoverAt));
        Consider(Tasks.Earliest(IOutboxDocument<GenerationTask>.DueField));
        Consider(Slots.Earliest(Slot.CheckAtField));
        Consider(Copies.Earliest(CopyDocuments.NextTryAt));
        Consider(Copies.Earliest(IOutboxDocument<ImageCopy>.DueField));
        // A door that is shut for a moment is the one thing that is due and can't be done.
        return next is { } at && at <= Clock.Now ? Clock.Now + LookAgainAfter : next;

        void Consider(long? at)
        {
            if (at is { } moment && !(moment >= next))
                next = moment;
        }
    }

    private string Time => $"{(Clock.Now - Clock.Start) / 1000.0,9:0.000}";

    private readonly record struct Choice(int Weight, SimulatedProcess? Process, Step? Step = null, Loop? Loop = null, Message? Message = null);
}
