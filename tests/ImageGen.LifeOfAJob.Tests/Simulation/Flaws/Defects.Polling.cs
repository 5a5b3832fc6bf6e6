using System.Net;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Options;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

internal static partial class Defects
{
    /// <summary>2: five questions in a row that bring nothing end what is paid.</summary>
    public sealed class FaultsEndTasks : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "PollLoop" && next is { State: TaskState.Running, PollFaults: >= 5 } ? TaskRules.PollFailed(seen!, next.ProviderTaskId!, Refusal) : next;
    }

    /// <summary>14: after a minute the first "not found" is the last.</summary>
    public sealed class NotFoundIsFinal : Flaw
    {
        private const long Settling = 60_000;

        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "PollLoop" && next is { State: TaskState.Running, Oddity.Answer: OddAnswer.NotFound } && life.Clock.Now > next.StartedAt + Settling
                ? TaskRules.Lose(seen!, next.ProviderTaskId!)
                : next;
    }

    /// <summary>14: the first "done" without pictures is the result.</summary>
    public sealed class EmptyIsFinal : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "PollLoop" && next is { State: TaskState.Running, Oddity.Answer: OddAnswer.NoPicture } ? TaskRules.Deliver(seen!, [], requestId: null, life.Clock.Now) : next;
    }

    /// <summary>20: each "too many" of those that were out together puts off all questions for another second.</summary>
    public sealed class RefusalsAddUp : Flaw
    {
        public override WireAnswer? Heard(Life life, SimulatedProcess process, WireQuestion question, WireAnswer? answer)
        {
            if (question.Part is null && StatusOf(answer) == HttpStatusCode.TooManyRequests && life.Plan.PollsPerSecond is not null)
                PutOff(life.StoreOf<Rate>(), Rate.OfPolls("visual", ProviderAccount.IdOf(question.Key)), life.Clock.Now);
            return answer;
        }

        private static void PutOff(SimulatedStore<Rate> rates, string key, long now)
        {
            if (rates.Get(key) is { } rate)
                rates.Replace(rate, rate.Body with { NextAt = Math.Max(rate.Body.NextAt, now) + 1_000 });
        }
    }

    /// <summary>22: results are read again without regard to how often one may ask.</summary>
    public sealed class RefetchesAreNotCounted : Flaw
    {
        public override void Furnish(Life life, SimulatedProcess process)
        {
            if (!process.Roles.HasFlag(Roles.Worker))
                return;
            var parts = process.Parts;
            var boundless = Options.Create((life.Plan with { PollsPerSecond = 0 }).OptionsOf(process.Plan, restored: null));
            var pace = new PollPace(parts.Get<ProviderApiIndex>(), parts.Get<Rates>(), boundless, parts.Get<TimeProvider>());
            parts.Add(new RefetchImagesHandler(parts.Get<TaskStore>(), parts.Get<ProviderApiIndex>(), parts.Get<IncomingPictures>(), pace, parts.Get<TimeProvider>()));
        }
    }

    /// <summary>23: whoever answers a cancel has answered it: "too many" and the page of a proxy, too.</summary>
    public sealed class AnyAnswerToACancelIsOne : Flaw
    {
        public override WireAnswer? Heard(Life life, SimulatedProcess process, WireQuestion question, WireAnswer? answer) =>
            question.Action == "CVCancelTask" && StatusOf(answer) is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                ? WireAnswer.Of(400, new { code = 50200, message = "This task can not be cancelled", request_id = "r" }, answer!.After)
                : answer;
    }

    /// <summary>24: as long as the provider says that a task waits, its slot is taken.</summary>
    public sealed class RunningKeepsItsSlot : Flaw
    {
        protected override Func<string, Slot?, Slot, Slot?> OfSlots(Life life) => (_, seen, next) =>
            seen is { IsTaken: true } && !next.IsTaken && life.Tasks.Peek(seen.TaskId!) is { State: TaskState.Running } ? null : next;
    }

    /// <summary>25: a callback wakes nobody but who runs.</summary>
    public sealed class CallbacksOfTheUnknownAreIdle : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (_, seen, next) =>
            next.ToldTaskId != seen?.ToldTaskId ? null : next;
    }

    private static HttpStatusCode? StatusOf(WireAnswer? answer) => answer?.Response?.Invoke().StatusCode;
}
