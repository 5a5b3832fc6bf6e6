using ImageGen.Messaging;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// One process with the real handlers of its module in it. All that it waits for is in <see cref="Pending"/>; killing it
/// forgets that and everything in its memory, and starts it anew with fresh handlers.
/// </summary>
internal abstract class SimulatedProcess(Life life, string name, string role)
{
    private readonly HashSet<string> busy = [];

    protected Life Life { get; } = life;

    public string Name { get; } = name;

    /// <summary>The queue it consumes: <c>jobs</c>, <c>worker</c> or <c>storage</c>.</summary>
    public string Role { get; } = role;

    public List<Step> Pending { get; } = [];

    /// <summary>Messages that were handed to it and that it has not acknowledged.</summary>
    public List<Message> Handling { get; } = [];

    public SimulatedTime Time { get; private set; } = new(life.Clock);

    public IReadOnlyList<Loop> Loops { get; private set; } = [];

    /// <summary>Until then it is asleep or down.</summary>
    public long AwakeAt { get; set; }

    public bool Awake => Life.Clock.Now >= AwakeAt;

    public bool IsIdle => Pending.Count == 0 && busy.Count == 0 && Handling.Count == 0;

    public Task<T> Step<T>(string flow, string what, Func<T> effect, Func<Exception>? failure = null)
    {
        var step = new Step<T>(this, flow, what, effect) { Failure = failure };
        Pending.Add(step);
        return step.Task;
    }

    public void Start()
    {
        Loops = Build();
    }

    public void Kill(long downFor)
    {
        Pending.Clear();
        busy.Clear();
        Time = new SimulatedTime(Life.Clock);
        Life.Bus.Return(Handling);
        Handling.Clear();
        Life.Witness.Died(this);
        AwakeAt = Life.Clock.Now + downFor;
        Start();
        Restarted();
    }

    /// <summary>A loop passes once at a time; a shared one as often as there is work.</summary>
    public bool MayRun(Loop loop) => (loop.Shared || !busy.Contains(loop.Name)) && loop.IsDue();

    public void Run(string flow, Func<Task> work) => _ = RunAsync(flow, work);

    public void Deliver(Message message)
    {
        Handling.Add(message);
        _ = DeliverAsync(message);
    }

    /// <summary>Makes fresh handlers, as a start of the process does.</summary>
    protected abstract IReadOnlyList<Loop> Build();

    protected virtual void Restarted()
    {
    }

    protected abstract Task HandleAsync(object message);

    private async Task RunAsync(string flow, Func<Task> work)
    {
        busy.Add(flow);
        try
        {
            await work();
        }
        catch (Exception error)
        {
            // A loop survives its faults; those that nobody injected are findings.
            Life.Caught(this, flow, error);
        }
        busy.Remove(flow);
    }

    private async Task DeliverAsync(Message message)
    {
        try
        {
            await HandleAsync(message.Read());
            Handling.Remove(message);
        }
        catch (Exception error)
        {
            Life.Caught(this, message.Name, error);
            Handling.Remove(message);
            Life.Bus.Failed(message);
        }
    }
}

/// <summary>One pass of a background loop.</summary>
/// <param name="IsDue">Whether a pass would find something now; passes that find nothing are left out.</param>
internal sealed record Loop(string Name, Func<bool> IsDue, Func<Task> Run, bool Shared = false);
