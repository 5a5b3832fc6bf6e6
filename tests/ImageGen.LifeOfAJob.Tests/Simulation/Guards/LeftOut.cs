using ImageGen.Jobs;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// A guard of the protocol that is left out, or a defect that is put back: not in the product, which has no switches for it, but at
/// the seams of the simulation. A seam of documents is asked with the flow, the body before and the body after, and answers what is
/// really written, or null to only pretend.
/// </summary>
internal abstract class LeftOut
{
    public virtual bool Runs(string loop) => true;

    /// <summary>Whether anybody finds what is due by this field.</summary>
    public virtual bool Claims(string dueField) => true;

    /// <summary>A process has started: changes what it is made of.</summary>
    public virtual void Furnish(SimulatedProcess process)
    {
    }

    protected virtual Func<string, Job?, Job, Job?>? OfJobs(Life life) => null;

    protected virtual Func<string, GenerationTask?, GenerationTask, GenerationTask?>? OfTasks(Life life) => null;

    protected virtual Func<string, ImageCopy?, ImageCopy, ImageCopy?>? OfCopies(Life life) => null;

    /// <returns>Null where nothing is changed.</returns>
    public Func<string, T?, T, T?>? Of<T>(Life life) where T : class =>
        (typeof(T) == typeof(Job) ? OfJobs(life) : typeof(T) == typeof(GenerationTask) ? OfTasks(life) : typeof(T) == typeof(ImageCopy) ? OfCopies(life) : (object?)null)
            as Func<string, T?, T, T?>;
}
