using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>One effect that a process waits for. Until its moment comes it has not happened; then it happens in one piece.</summary>
internal abstract class Step(SimulatedProcess process, string flow, string what)
{
    public SimulatedProcess Process { get; } = process;

    /// <summary>Which loop, consumer or request of the process waits, such as <c>SubmitLoop</c>.</summary>
    public string Flow { get; } = flow;

    /// <summary>Such as <c>generation_tasks.replace job_a:1:0</c>.</summary>
    public string What { get; } = what;

    /// <summary>Whose request it is for; null where it is for none.</summary>
    public Question? Question { get; } = Caller.Question;

    /// <summary>Where the effect happens.</summary>
    public required Place Place { get; init; }

    /// <summary>What the caller sees where the effect fails, or its answer is lost; null for what never throws.</summary>
    public Func<Exception>? Failure { get; init; }

    /// <summary>Nobody waits for it any more.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Lets the effect happen; whoever waits does not know yet.</summary>
    public abstract void Apply();

    /// <summary>Gives the result to whoever waits, which goes on at once, up to its next step.</summary>
    public abstract void Complete();

    public abstract void Fail();
}

internal sealed class Step<T> : Step
{
    private readonly TaskCompletionSource<T> source = new();
    private readonly CancellationTokenRegistration stop;
    private readonly Func<T> effect;
    private T result = default!;
    private Exception? thrown;

    public Step(SimulatedProcess process, string flow, string what, Func<T> effect, CancellationToken cancellationToken) : base(process, flow, what)
    {
        this.effect = effect;
        stop = cancellationToken.Register(() => source.TrySetCanceled(cancellationToken));
    }

    public Task<T> Task => source.Task;

    public override bool IsAbandoned => source.Task.IsCompleted;

    public override void Apply()
    {
        try
        {
            result = effect();
        }
        catch (Exception error)
        {
            thrown = error;
        }
    }

    public override void Complete()
    {
        stop.Unregister();
        if (thrown is null)
            source.TrySetResult(result);
        else
            source.TrySetException(thrown);
    }

    public override void Fail()
    {
        stop.Unregister();
        source.TrySetException(Failure!());
    }
}

/// <summary>An outage that the world has made up. Any other exception that reaches the edge of a process is a finding.</summary>
internal abstract class InjectedFaultException(string message) : IOException(message);

internal sealed class StoreAwayException() : InjectedFaultException("The store did not answer.");

internal sealed class ObjectsAwayException() : InjectedFaultException("The object store did not answer.");
