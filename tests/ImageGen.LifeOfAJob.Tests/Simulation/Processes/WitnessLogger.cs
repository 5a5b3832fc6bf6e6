using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>Loops survive their faults and only log them: so it is here that the witness hears of those that nobody has injected.</summary>
internal abstract class WitnessLogger
{
    private static readonly ConcurrentDictionary<Type, ConstructorInfo> Constructors = new();

    public static ILogger Of(Type type, Life life, SimulatedProcess process) => (ILogger)Constructors.GetOrAdd(
        type, static each => typeof(WitnessLogger<>).MakeGenericType(each).GetConstructors()[0]).Invoke([life, process]);
}

/// <inheritdoc />
internal sealed class WitnessLogger<T>(Life life, SimulatedProcess process) : WitnessLogger, ILogger<T>
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (life.Plan.TraceLength > LifePlan.ShortTrace)
            life.Trace.Note($"       {process.Name} {typeof(T).Name}: {formatter(state, exception)}{(exception is null ? "" : $" ({exception.GetType().Name})")}");
        if (exception is not null)
            life.Witness.Caught(process, typeof(T).Name, exception);
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}
