using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>That those who wait take turns.</summary>
internal sealed partial class Witness
{
    /// <summary>So many were on their way already, and nobody minds.</summary>
    private const int Slack = 4;

    private readonly Dictionary<string, Waiting> waits = [];
    private readonly Dictionary<(string JobId, int Attempt), long> commands = [];

    /// <summary>A part has begun to wait, or does so no more.</summary>
    private void Joined(GenerationTask after)
    {
        if (after.State != TaskState.Ready)
            return;
        // The parts of one command came together, in whatever order they were written.
        var command = (after.JobId, after.Attempt);
        commands.TryAdd(command, life.Clock.Now);
        // What did not get through goes behind all that wait by then.
        waits[after.Id] = waits.TryGetValue(after.Id, out var known)
            ? HasNotGotThrough(after.Id)
                ? known with { Overtaken = 0, Since = life.Clock.Now, WrittenAt = life.Clock.Now }
                : known with { Overtaken = 0 }
            : new Waiting(after.Model, after.Owner, IsBatch(after.Id), commands[command], life.Clock.Now, Overtaken: 0, AheadOfItsOwn(after));
    }

    private bool HasNotGotThrough(string part) => life.Provider.OfPart(part) is [.., { Kind: SubmitKind.NotSent }];

    /// <summary>How many parts of the same owner, and as urgent, may go before it.</summary>
    private int AheadOfItsOwn(GenerationTask part) => SiblingsOf(part) + life.Tasks.All.Count(other =>
        other.JobId != part.JobId && other.State == TaskState.Ready && other.Model == part.Model && other.Owner == part.Owner && IsBatch(other.Id) == IsBatch(part.Id));

    private int SiblingsOf(GenerationTask part) => (life.Jobs.Peek(part.JobId)?.PicturesOf(part.Attempt).Count() ?? 1) - 1;

    /// <summary>One goes out: whoever is urgent, waits in the same line and came before it, was overtaken.</summary>
    private void Overtaken(LedgerEntry entry)
    {
        // Who was only told that there is no room has overtaken nobody; and whose writer slept before it wrote had drawn its rank long before.
        if (!entry.Counts || !waits.TryGetValue(entry.Part, out var goes) || (goes.WrittenAt > goes.Since && SleptIn(goes.Since, goes.WrittenAt)))
            return;
        foreach (var (id, waiting) in waits.ToList())
        {
            if (waiting.Batch || waiting.Model != goes.Model || !(goes.Batch || goes.Since > waiting.Since) || !IsDue(id))
                continue;
            var overtaken = waits[id] = waiting with { Overtaken = waiting.Overtaken + 1 };
            var owners = waits.Values.Where(other => other.Model == goes.Model).Select(other => other.Owner).Distinct().Count();
            if (overtaken.Overtaken > ((overtaken.Ahead + 1) * owners) + Slack)
                Violate(Invariant.TakesTurns, $"{id} was overtaken {overtaken.Overtaken} times; {owners} owners wait, and {overtaken.Ahead} of its own were before it");
        }
    }

    private bool IsDue(string part) =>
        life.Tasks.Peek(part)?.State == TaskState.Ready && life.Tasks.FieldOf(part, TaskFields.ReadyAt) <= life.Clock.Now;

    private bool IsBatch(string part) => life.OrderOf(part)?.Batch == true;

    private sealed record Waiting(string Model, string Owner, bool Batch, long Since, long WrittenAt, int Overtaken, int Ahead);
}
