using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Admission.Pacing;

/// <summary>A model on virtual time: its tasks are asked for when the schedule says so, and it learns from each.</summary>
/// <param name="takes">Milliseconds that a task takes, by its number.</param>
internal sealed class VirtualModel(PollSchedule schedule, Func<int, double> takes)
{
    private readonly PriorityQueue<(int Number, long StartedAt, long DoneAt, long? PendingAt, int Asked), long> questions = new();
    private readonly List<VirtualTask> done = [];
    private int started;

    /// <param name="atOnce">So many tasks are with the provider all the time.</param>
    /// <returns>The tasks in the order in which they began.</returns>
    public IReadOnlyList<VirtualTask> Run(int tasks, int atOnce = 1)
    {
        while (started < atOnce)
            Start(now: 0);
        while (done.Count < tasks && questions.TryDequeue(out var task, out var now))
        {
            if (now < task.DoneAt)
            {
                questions.Enqueue(task with { PendingAt = now, Asked = task.Asked + 1 }, schedule.Next(Commands.Model, task.StartedAt, now));
                continue;
            }

            schedule.Learn(Commands.Model, task.StartedAt, task.PendingAt, now);
            done.Add(new VirtualTask(task.Number, task.DoneAt - task.StartedAt, task.Asked + 1, now - task.DoneAt));
            Start(now);
        }

        return [.. done.OrderBy(task => task.Number)];
    }

    private void Start(long now)
    {
        questions.Enqueue((started, now, now + (long)takes(started), null, 0), schedule.Next(Commands.Model, now, now));
        started++;
    }
}

/// <param name="Took">Milliseconds.</param>
/// <param name="Questions">How often it was asked for, the one that found it done among them.</param>
/// <param name="Late">Milliseconds between its end and the question that found it.</param>
internal sealed record VirtualTask(int Number, long Took, int Questions, long Late);

internal static class VirtualTasks
{
    public static double Questions(this IEnumerable<VirtualTask> tasks) => tasks.Average(task => task.Questions);

    /// <returns>What the waiting to be asked added to what the tasks took: 0.05 is 5 %.</returns>
    public static double Lateness(this IReadOnlyList<VirtualTask> tasks) => (double)tasks.Sum(task => task.Late) / tasks.Sum(task => task.Took);
}
