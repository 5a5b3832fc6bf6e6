using System.Collections.Frozen;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Handlers;

/// <summary>
/// A command that our code can not carry out ends in a failure that people see, not in an error queue nobody reads. One that failed because
/// our store was away, or for whatever else may pass, is asked for again by whoever waits for it.
/// </summary>
internal sealed partial class GenerateImageFaultHandler(TaskStore tasks, TimeProvider time, ILogger<GenerateImageFaultHandler> log)
{
    /// <summary>
    /// A name is an opinion: a driver whose line is cut may stumble in its own code. So long it is asked for again, whatever it is called,
    /// and only what still fails like that is the command's own fault.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>What this command and our code make of each other. Hardly a store or a network fails like that.</summary>
    private static readonly FrozenSet<string> OfTheCommand = new[]
    {
        typeof(ArgumentException), typeof(ArgumentNullException), typeof(ArgumentOutOfRangeException), typeof(FormatException), typeof(IndexOutOfRangeException),
        typeof(InvalidCastException), typeof(JsonException), typeof(KeyNotFoundException), typeof(NotSupportedException), typeof(NullReferenceException),
        typeof(OverflowException),
    }.Select(type => type.FullName!).ToFrozenSet();

    /// <param name="exception">The full name of its type; nothing from the request.</param>
    public Task HandleAsync(GenerateImage command, string exception, CancellationToken cancellationToken)
    {
        if (!OfTheCommand.Contains(exception) || time.GetUtcNow() < command.AcceptedAt + Patience)
        {
            LogAskedAgain(command.JobId, exception);
            return Task.CompletedTask;
        }

        // Where a task exists, the command did its work: the insert does nothing.
        return Task.WhenAll(TaskPart.Of(command.JobId, command.Attempt, command.Indices, command.Request.Group)
            .Select(part => tasks.InsertAsync(NewTask.Refused(command, part, TaskErrors.CommandFailed(exception)), cancellationToken)));
    }

    [LoggerMessage(LogLevel.Warning, "The command of job {JobId} could not be carried out now ({Exception}); it is asked for again")]
    private partial void LogAskedAgain(string jobId, string exception);
}
