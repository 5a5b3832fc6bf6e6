using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

/// <summary>That people are told what is true, and asked once for what they ask once.</summary>
internal sealed partial class Witness
{
    /// <summary>So long a fact may be on its way, lost and said again.</summary>
    private const long Telling = 10 * 60_000;

    private readonly Dictionary<string, long> waitingSince = [];
    private readonly Dictionary<string, long> wishedAt = [];

    /// <summary>A person got an answer, or none.</summary>
    public void Answered(Person person, Question question, Answer answer)
    {
        if (answer.Code == "model_unavailable" && IsServed(person.Order.Model))
            Violate(Invariant.OfferedIsTaken, $"{person.Order.Model} was refused, though a worker has keys for it");
    }

    private bool IsServed(string model) => life.Workers.Any(worker =>
        !worker.IsStopping && worker.Plan.Serves(model) && worker.StartedAt < life.Clock.Now - 60_000 && worker.WasAtWorkSince(life.Clock.Now - 60_000));

    /// <summary>What was refused before anybody said that it is worked on waits on.</summary>
    private void CheckWaiting(GenerationTask after)
    {
        if (after is { State: TaskState.Ready } or { State: TaskState.Submitting, StartedAt: null })
            waitingSince.TryAdd(after.Id, life.Clock.Now);
        else
            waitingSince.Remove(after.Id);
    }

    /// <summary>A job that only waits has the deadline of the queue.</summary>
    private void CheckExpired(Job before, Job after)
    {
        // What is written in a document that can not be read is told to nobody, and who sleeps tells nothing.
        if (before.Status == after.Status || after is not { Status: JobStatus.Expired, EndCode: "expired" } || spoilt.Contains(after.Id)
            || SleptIn(life.Clock.Now - Telling, life.Clock.Now))
        {
            return;
        }

        // What an earlier attempt is about to bring has the deadline, too.
        var tasks = life.Tasks.All.Where(task => task.JobId == after.Id
            && after.Deciding.Any(picture => picture.Attempt == task.Attempt && task.Indices.Contains(picture.Index))).ToList();
        var open = tasks.Where(task => task.State is TaskState.Ready or TaskState.Submitting or TaskState.Running or TaskState.Unknown).ToList();
        if (open.Count > 0 && open.All(task => life.Clock.Now - waitingSince.GetValueOrDefault(task.Id, life.Clock.Now) > Telling))
            Violate(Invariant.DeadlineFits, $"{after.Id} expired as if the provider worked on it, but {open[0].Id} only waits");
    }

    private void CheckRepeats(Person person)
    {
        var jobs = life.Jobs.All.Where(job => job.Request.Prompt == person.Prompt).ToList();
        if (person.Order.HasKey && jobs.Count + Gone.Count(job => job.Request.Prompt == person.Prompt) > 1)
            Violate(Invariant.RepeatedIsOne, $"one request of {person.Order.Owner} made {jobs.Count} jobs");
        foreach (var job in jobs)
        {
            if (person.Order.HasKey && job.Attempt - 1 > person.Retried)
                Violate(Invariant.RepeatedIsOne, $"{person.Order.Owner} retried {job.Id} {person.Retried} times, and it is at attempt {job.Attempt}");
        }
    }
}
