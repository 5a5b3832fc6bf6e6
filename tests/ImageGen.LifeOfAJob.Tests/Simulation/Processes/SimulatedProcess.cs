using System.Reflection;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Loops;
using ImageGen.Messaging.Outbox;
using Microsoft.Extensions.Hosting;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>
/// One process with everything that its modules register in it: their loops run, their consumers and endpoints are called. Killing it
/// forgets all that it waits for and all of its memory, and starts it anew.
/// </summary>
internal sealed partial class SimulatedProcess(Life life, ProcessPlan plan)
{
    private static readonly Func<BackgroundService, CancellationToken, Task> Execute = typeof(BackgroundService)
        .GetMethod("ExecuteAsync", BindingFlags.NonPublic | BindingFlags.Instance)!.CreateDelegate<Func<BackgroundService, CancellationToken, Task>>();

    /// <summary>Says again and again that its worker lives: that alone makes no life longer.</summary>
    private const string Heartbeat = "OpinionLoop";

    /// <summary>Mere kindnesses: one needs threads of its own, the other wakes for what nobody here uses, so that nothing would ever rest.</summary>
    private static readonly string[] LeftOut = ["EagerThumbnails", "TemplateUses"];

    private readonly List<RunningService> services = [];

    // What was killed in the midst of its work is never collected while the life goes on: its timers would go off then.
    private readonly List<RunningService> graves = [];
    private readonly List<Step> pending = [];
    private readonly List<Message> handling = [];
    private readonly List<Request> requests = [];
    private Lifetime lifetime = null!;

    public ProcessPlan Plan { get; } = plan;

    public string Name => Plan.Name;

    public Roles Roles => Plan.Roles;

    public Blueprint Blueprint { get; } = Blueprint.Of(plan.Roles);

    /// <summary>Counts its starts and its ends: what belongs to another one is over.</summary>
    public int Incarnation { get; private set; }

    public bool IsUp { get; private set; }

    /// <summary>It takes nothing new any more.</summary>
    public bool IsStopping { get; private set; }

    public long StartedAt { get; private set; }

    /// <summary>Until then it is paused; it knows nothing of that.</summary>
    public long AwakeAt { get; private set; }

    /// <summary>When it was paused or died last: what it held then may be older than anybody thinks.</summary>
    public long DisturbedAt { get; private set; }

    /// <summary>When the store failed it last.</summary>
    public long StoreFailedAt { get; private set; }

    public bool IsAsleep => life.Clock.Now < AwakeAt;

    /// <summary>Since then it has neither slept nor died.</summary>
    public bool WasAtWorkSince(long moment) => IsUp && AwakeAt < moment && DisturbedAt < moment;

    /// <summary>Calls of the provider that have been carried out, and that it waits for the answers of.</summary>
    public int AnswersOnTheWay { get; set; }

    public bool IsIdle => pending.Count == 0 && handling.Count == 0 && requests.Count == 0 && AnswersOnTheWay == 0;

    public string WhatIsOpen() => !IsUp ? "is down" : string.Join(", ", [
        .. pending.Select(step => $"waits for {step.What}"), .. Enumerable.Repeat("waits for the provider", AnswersOnTheWay), .. handling.Select(message => $"has {message}"), .. requests.Select(_ => "serves somebody")]);

    public Parts Parts { get; private set; } = null!;

    public SimulatedTime Time { get; private set; } = null!;

    public void Start()
    {
        Incarnation++;
        (IsUp, IsStopping, StartedAt) = (true, false, life.Clock.Now);
        Time = new SimulatedTime(life, this, Plan.Skew);
        lifetime = new Lifetime();
        Parts = Furnish(lifetime);
        life.Plan.Flaw?.Furnish(life, this);
        // The host adds the bus, and with it the dispatcher of the outboxes, before the modules.
        IEnumerable<IHostedService> services = [(IHostedService)Blueprint.Make(typeof(OutboxService), Parts), .. Parts.HostedServices];
        life.Context.Run(() =>
        {
            foreach (var service in services)
                Run(service);
        });
        life.Context.Pump();
    }

    public Task<T> StepAsync<T>(
        string what, long latency, Func<T> effect, Func<Exception>? failure, Place place, CancellationToken cancellationToken = default)
    {
        if (!life.Context.IsHere)
            return new TaskCompletionSource<T>().Task;
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        if (life.Pass is { } pass)
            (pass.FoundSomething, pass.OnlyRepeats) = (pass.FoundSomething || Flow.Name != Heartbeat, true);
        var step = new Step<T>(this, Flow.Name, what, effect, cancellationToken) { Failure = failure, Place = place };
        Wait(step, latency);
        return step.Task;
    }

    /// <param name="latency">How long it takes; without one, until the process goes on.</param>
    public void Wait(Step step, long latency = 0)
    {
        pending.Add(step);
        life.Scheduler.After(latency, () =>
        {
            pending.Remove(step);
            life.Take(step);
        }, this);
    }

    public void Failed(Step step)
    {
        if (step.Place == Place.Documents)
            StoreFailedAt = life.Clock.Now;
        step.Fail();
    }

    /// <summary>Nothing of it goes on until then.</summary>
    public void Sleep(long milliseconds)
    {
        (AwakeAt, DisturbedAt) = (life.Clock.Now + milliseconds, life.Clock.Now);
        life.Witness.Sleeps(AwakeAt);
        life.Rests.Changed();
    }

    public void Wake()
    {
        if (!IsAsleep)
            return;
        AwakeAt = life.Clock.Now;
        life.Scheduler.Wake(this);
        life.Rests.Changed();
    }

    public void Kill(long downFor)
    {
        if (!IsUp)
            return;
        life.Trace.Add($"{life.Clock} {Name} dies");
        End();
        life.Witness.Died(this);
        life.Scheduler.After(downFor, Start);
    }

    public void Deliver(Message message, ConsumerOf consumer)
    {
        handling.Add(message);
        life.Context.Run(() => _ = DeliverAsync(message, consumer));
        life.Context.Pump();
    }

    private void End()
    {
        Incarnation++;
        (IsUp, AwakeAt, DisturbedAt) = (false, 0, life.Clock.Now);
        pending.Clear();
        AnswersOnTheWay = 0;
        graves.AddRange(services);
        services.Clear();
        var (lost, broken) = (handling.ToList(), requests.ToList());
        handling.Clear();
        requests.Clear();
        life.Bus.Lost(this, lost);
        foreach (var request in broken)
            request.Break();
        life.Rests.Changed();
    }

    private void Run(IHostedService service)
    {
        // What prepares a store or a folder has nothing to prepare here.
        if (service is not BackgroundService loop)
            return;
        var name = loop is Loop { Name: var called } ? called : loop.GetType().Name;
        if (LeftOut.Contains(name) || life.Plan.Flaw?.Runs(name) == false)
            return;
        var stopping = new CancellationTokenSource();
        services.Add(new RunningService(name, stopping, Flow.RunAsync(name, () => WatchAsync(name, Execute(loop, stopping.Token), stopping.Token))));
    }

    /// <summary>A loop that ends by itself, whatever the reason, is a finding: in the product the host would end with it, or go on without.</summary>
    private async Task WatchAsync(string name, Task running, CancellationToken stopping)
    {
        var incarnation = Incarnation;
        try
        {
            await running;
            if (stopping.IsCancellationRequested || incarnation != Incarnation)
                return;
            life.Witness.Violate(Invariant.NoSurprises, $"{Name}: {name} ended by itself");
        }
        catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            life.Witness.Violate(Invariant.NoSurprises, $"{Name}: {name} ended with {error}");
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task DeliverAsync(Message message, ConsumerOf consumer)
    {
        var incarnation = Incarnation;
        Exception? failure = null;
        try
        {
            await Flow.RunAsync(consumer.Name, () => consumer.HandleAsync(Parts, message.Read(consumer), CancellationToken.None));
        }
        catch (Exception error)
        {
            failure = error;
        }

        if (incarnation != Incarnation)
            return;
        handling.Remove(message);
        if (failure is not null)
            life.Bus.Failed(this, message, failure);
    }

    private sealed record RunningService(string Name, CancellationTokenSource Stopping, Task Ended);
}
