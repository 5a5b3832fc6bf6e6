using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Messaging.Outbox;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

/// <summary>
/// A guard of the protocol that is left out, or a defect that is put back: not in the product, which has no switches for it, but at
/// the seams of the simulation. Nothing of it lasts from one life to the next: what it must remember it finds in the world.
/// </summary>
internal abstract class Flaw
{
    /// <param name="service">A hosted service, such as <c>PollLoop</c>.</param>
    public virtual bool Runs(string service) => true;

    /// <summary>Whether anybody finds what is due by this field.</summary>
    public virtual bool Claims(string dueField) => true;

    /// <summary>A process has been made and is about to start: changes what it is made of.</summary>
    public virtual void Furnish(Life life, SimulatedProcess process)
    {
    }

    /// <summary>A document that can not be read is left out of what was asked for.</summary>
    public virtual bool SkipsUnreadable => true;

    /// <summary>What the operator calls his restore.</summary>
    public virtual string? Restored(string? name) => name;

    /// <summary>A step of a process failed.</summary>
    public virtual void Failed(SimulatedProcess process, Step step)
    {
    }

    /// <summary>What is made of a message that a consumer could not get over, and of why.</summary>
    public virtual (OutboxEntry Entry, Exception Error) Caught(OutboxEntry entry, Exception error) => (entry, error);

    /// <summary>What is made of an answer of the provider, or of whoever spoke for it.</summary>
    public virtual WireAnswer? Heard(Life life, SimulatedProcess process, WireQuestion question, WireAnswer? answer) => answer;

    protected virtual Func<string, Job?, Job, Job?>? OfJobs(Life life) => null;

    protected virtual Func<string, GenerationTask?, GenerationTask, GenerationTask?>? OfTasks(Life life) => null;

    protected virtual Func<string, ImageCopy?, ImageCopy, ImageCopy?>? OfCopies(Life life) => null;

    protected virtual Func<string, Slot?, Slot, Slot?>? OfSlots(Life life) => null;

    protected virtual Func<string, AccountState?, AccountState, AccountState?>? OfAccounts(Life life) => null;

    /// <returns>
    /// Takes the flow, the body before and the body after, and returns what is really written, or null to only pretend. Null where
    /// documents of this kind are written as they are.
    /// </returns>
    public Func<string, T?, T, T?>? Of<T>(Life life) where T : class => (object?)(
        typeof(T) == typeof(Job) ? OfJobs(life)
        : typeof(T) == typeof(GenerationTask) ? OfTasks(life)
        : typeof(T) == typeof(ImageCopy) ? OfCopies(life)
        : typeof(T) == typeof(Slot) ? OfSlots(life)
        : typeof(T) == typeof(AccountState) ? OfAccounts(life)
        : null) as Func<string, T?, T, T?>;
}
