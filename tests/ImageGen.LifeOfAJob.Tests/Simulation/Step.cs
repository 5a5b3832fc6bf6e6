namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>One effect that a process waits for. Until the scheduler picks it, it has not happened; then it happens in one piece.</summary>
internal abstract class Step(SimulatedProcess process, string flow, string what)
{
    public SimulatedProcess Process { get; } = process;

    /// <summary>Which loop or handler of the process waits, such as <c>submit</c>.</summary>
    public string Flow { get; } = flow;

    /// <summary>Such as <c>tasks.replace job:1:0</c>.</summary>
    public string What { get; } = what;

    /// <summary>What the caller sees where the effect fails, or its answer is lost; null for what never throws.</summary>
    public Func<Exception>? Failure { get; init; }

    /// <summary>Lets the effect happen; whoever waits does not know yet.</summary>
    public abstract void Apply();

    /// <summary>Gives the result to whoever waits, which goes on at once, up to its next step.</summary>
    public abstract void Complete();

    public abstract void Fail();
}

internal sealed class Step<T>(SimulatedProcess process, string flow, string what, Func<T> effect) : Step(process, flow, what)
{
    private readonly TaskCompletionSource<T> source = new();
    private T result = default!;

    public Task<T> Task => source.Task;

    public override void Apply() => result = effect();

    public override void Complete() => source.SetResult(result);

    public override void Fail() => source.SetException(Failure!());
}

/// <summary>An outage that the scheduler has made up. Any other exception in a handler is a finding.</summary>
internal sealed class InjectedFaultException(string message) : Exception(message);
