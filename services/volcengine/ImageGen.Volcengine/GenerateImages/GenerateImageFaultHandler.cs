using ImageGen.Contracts;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.GenerateImages;

/// <summary>A command that could not be carried out at all ends in a failure that people see, not in an error queue nobody reads.</summary>
internal sealed class GenerateImageFaultHandler(TaskStore tasks)
{
    /// <param name="reason">In English, without anything from the request.</param>
    public Task HandleAsync(GenerateImage command, string reason, CancellationToken cancellationToken)
    {
        // Where a task exists, the command did its work: the insert does nothing.
        return Task.WhenAll(TaskPart.Of(command.JobId, command.Attempt, command.Indices, command.Request.Group)
            .Select(part => tasks.InsertAsync(NewTask.Refused(command, part, TaskErrors.CommandFailed(reason)), cancellationToken)));
    }
}
