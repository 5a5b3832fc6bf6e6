using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

/// <summary>
/// The defects of the review of the protocol, each put back, by its number there. The names say what goes on again.
/// </summary>
internal static partial class Defects
{
    /// <summary>1: a pass that fails in one line keeps a place of another.</summary>
    public sealed class FailedPassKeepsPlaces : Flaw
    {
        public override void Failed(SimulatedProcess process, Step step)
        {
            if (step.Flow == "SubmitLoop" && step.What.StartsWith("generation_tasks.page", StringComparison.Ordinal))
                process.Parts.Get<WireLimits>().Of(ProviderAccount.IdOf(Account.First.Key(process.Plan)), Models.Visual).Enter();
        }
    }

    /// <summary>3: a request that does not leave whole stays at the head of its line, is the account's fault, and tries first whether that is back.</summary>
    public sealed class UnsendableStaysFirst : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen is { State: TaskState.Submitting } && next.State is TaskState.Ready or TaskState.Failed && KindOf(life, next) == SubmitKind.NotSent
                ? TaskRules.GiveBack(seen, seen.Submission!.Id, TaskErrors.QueueDeadline, life.Clock.Now + 1_000, seen.Rank)
                : next;

        protected override Func<string, AccountState?, AccountState, AccountState?> OfAccounts(Life life) => (_, seen, next) =>
            next.FailedTaskId is null ? next : AccountRules.Failed(seen ?? next with { Failures = 0, FailedTaskId = null }, new Failure(TaskId: null, next.LastError!), trial: next.OpenFor > 0, life.Clock.Now);
    }

    /// <summary>7: a claim is not renewed while its request is made ready.</summary>
    public sealed class ClaimsRunOut : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen is { State: TaskState.Ready } && next.State == TaskState.Ready && next.ReadyAt > life.Clock.Now + (Claim.Lease / 2)
                ? null
                : next;
    }

    /// <summary>10: who is refused himself fails the jobs that others could do.</summary>
    public sealed class RefusedWorkerFailsJobs : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen is { State: TaskState.Submitting } && next.State == TaskState.Ready
            && KindOf(life, next) is SubmitKind.AccountRefused or SubmitKind.NotPermitted
                ? TaskRules.RecordRefusal(seen, seen.Submission!.Id, Refusal, life.Clock.Now)
                : next;
    }

    /// <summary>13: a page of a proxy is taken for the provider's refusal.</summary>
    public sealed class PagesRefuse : Flaw
    {
        public override WireAnswer? Heard(Life life, SimulatedProcess process, WireQuestion question, WireAnswer? answer) =>
            question.Part is { } part && life.Provider.OfPart(part) is [.., { Kind: SubmitKind.PageAfter }]
                ? Models.IsArk(question.Model!)
                    ? WireAnswer.Of(400, new { error = new { code = "InputTextSensitiveContentDetected", message = "no" } }, answer!.After)
                    : WireAnswer.Of(400, new { code = 50412, message = "Text Risk Not Pass", request_id = "r" }, answer!.After)
                : answer;
    }

    /// <summary>13: of an answer in both shapes only the gateway's is read.</summary>
    public sealed class IdBesideTheGatewayIsLost : Flaw
    {
        public override WireAnswer? Heard(Life life, SimulatedProcess process, WireQuestion question, WireAnswer? answer) =>
            question.Part is { } part && life.Provider.OfPart(part) is [.., { Kind: SubmitKind.InBothShapes }]
                ? WireAnswer.Of(200, new { ResponseMetadata = new { RequestId = "r" } }, answer!.After, answer.Arrived)
                : answer;
    }

    /// <summary>16: whatever kept a command from being carried out is the command's fault, at once.</summary>
    public sealed class OutagesRefuseCommands : Flaw
    {
        public override (OutboxEntry Entry, Exception Error) Caught(OutboxEntry entry, Exception error) => (
            MessageTypes.Read(entry) is GenerateImage command ? entry with { Body = MessageTypes.Write(Older(command)) } : entry,
            new ArgumentException("whatever", error));

        private static GenerateImage Older(GenerateImage command) => command with { AcceptedAt = command.AcceptedAt - GenerateImageFaultHandler.Patience };
    }

    /// <summary>17: nobody knows of a restore.</summary>
    public sealed class RestoreIsNotNoticed : Flaw
    {
        public override string? Restored(string? name) => null;
    }

    /// <summary>18: a part waits behind all of its owner's, whatever can wait longer.</summary>
    public sealed class BatchGoesFirst : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "GenerateImage" && seen is null && next.State == TaskState.Ready ? next with { Rank = Math.Max(next.Rank, LastOfItsOwner(life, next) + 1_000) } : next;

        private static long LastOfItsOwner(Life life, GenerationTask next) => life.Tasks.All
            .Where(other => other.State == TaskState.Ready && other.Model == next.Model && other.Owner == next.Owner)
            .Max(other => (long?)other.Rank) ?? 0;
    }

    /// <summary>18: what is given back keeps a rank of days that are over.</summary>
    public sealed class GivenBackKeepsAnOldRank : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen is { State: TaskState.Submitting } && next.State == TaskState.Ready ? next with { Rank = seen.Rank + 60_000 } : next;
    }

    /// <summary>27: a model that a worker does not know yet is refused for good.</summary>
    public sealed class UnknownModelIsRefused : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "GenerateImage" && seen is null && next.State == TaskState.Ready && life.Acting?.Process.Plan.UnknownModel == next.Model
                ? TaskRules.Refuse(next, Refusal)
                : next;
    }

    /// <summary>33: a slot that was taken for nothing waits for its janitor.</summary>
    public sealed class UnusedSlotIsKept : Flaw
    {
        protected override Func<string, Slot?, Slot, Slot?> OfSlots(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen is { IsTaken: true } && !next.IsTaken && life.Tasks.Peek(seen.TaskId!) is { State: TaskState.Ready } ? null : next;
    }

    private static GenerationError Refusal { get; } = new() { Code = ErrorCodes.CredentialsRefused, Message = "Refused.", Retryable = true };

    private static SubmitKind? KindOf(Life life, GenerationTask task) => life.Provider.OfPart(task.Id) is [.., var last] ? last.Kind : null;
}
