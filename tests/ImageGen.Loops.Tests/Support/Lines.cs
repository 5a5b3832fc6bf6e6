using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ImageGen.Loops.Tests.Support;

/// <summary>The lines of a log.</summary>
internal sealed class Lines : ConcurrentQueue<string>, ILogger
{
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Enqueue(formatter(state, exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}
