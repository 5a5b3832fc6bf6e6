using ImageGen.Jobs;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// A guard of the protocol that is left out: not in the product, which has no switches for it, but at the seam between the
/// handlers and their stores. A seam is asked with the flow, the body before and the body after, and answers what is really
/// written, or null to only pretend.
/// </summary>
internal abstract class LeftOut
{
    public virtual bool Runs(string loop) => true;

    public virtual Func<string, Job?, Job, Job?>? OfJobs(Life life) => null;

    public virtual Func<string, GenerationTask?, GenerationTask, GenerationTask?>? OfTasks(Life life) => null;

    public virtual Func<string, ImageCopy?, ImageCopy, ImageCopy?>? OfCopies(Life life) => null;
}
