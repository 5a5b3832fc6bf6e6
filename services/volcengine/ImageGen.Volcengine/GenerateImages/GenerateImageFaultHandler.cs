using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.GenerateImages;

/// <summary>A command that could not be carried out at all ends in a failure that people see, not in an error queue nobody reads.</summary>
internal sealed class GenerateImageFaultHandler(TaskStore tasks, ModelCatalogue catalogue)
{
    /// <param name="reason">In English, without anything from the request.</param>
    public Task HandleAsync(GenerateImage command, string reason, CancellationToken cancellationToken)
    {
        var picturesPerCall = catalogue.TryGet(command.Request.Model, out var model) ? model.Provider.PicturesPerCall : 1;
        // Where a task exists, the command did its work: the insert does nothing.
        return Task.WhenAll(TaskPart.Of(command.JobId, command.Attempt, command.Indices, picturesPerCall)
            .Select(part => tasks.InsertAsync(NewTask.Refused(command, part, TaskErrors.CommandFailed(reason)), cancellationToken)));
    }
}
