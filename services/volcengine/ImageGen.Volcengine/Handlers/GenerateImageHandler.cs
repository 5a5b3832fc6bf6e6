using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Handlers;

/// <summary>Writes down what is to be made. Known parts say their fact again; nothing is submitted here.</summary>
internal sealed partial class GenerateImageHandler(
    TaskStore tasks, WaitingLine line, ModelCatalogue catalogue, Restores restores, SubmitWake wake, TimeProvider time, ILogger<GenerateImageHandler> log)
    : IMessageHandler<GenerateImage>
{
    public async Task HandleAsync(GenerateImage command, CancellationToken cancellationToken)
    {
        var parts = TaskPart.Of(command.JobId, command.Attempt, command.Indices, command.Request.Group);
        var restore = await restores.SettledAsync(cancellationToken);
        var stored = (await tasks.Documents.GetManyAsync([.. parts.Select(part => part.Id)], cancellationToken)).ToDictionary(task => task.Id);
        var absent = parts.Where(part => !stored.ContainsKey(part.Id)).ToList();
        var begun = absent.Count == 0 ? [] : await BeginAsync(command, absent, restore, cancellationToken);
        var repeated = stored.Values.Select(task => tasks.ChangeAsync(task, TaskRules.Repeat, cancellationToken));
        await Task.WhenAll([.. begun.Select(task => InsertAsync(task, cancellationToken)), .. repeated]);
        if (absent.Count > 0)
            wake.Now(command.Request.Model);
    }

    private async Task<IReadOnlyList<GenerationTask>> BeginAsync(
        GenerateImage command, List<TaskPart> parts, Restore? restore, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var model = command.Request.Model;
        var notAfter = command.NotAfter.ToUnixTimeMilliseconds();
        if (now >= notAfter + ProtocolTimes.Retention)
            return [.. parts.Select(part => NewTask.Forgotten(command, part))];
        // Before the deadline is looked at: nobody may say of these that they were never submitted.
        if (restore is not null && FirstAcceptedAt(command) < restore.StartedAt)
            return [.. parts.Select(part => NewTask.Doubtful(command, part, restores.Possible(restore, model)))];
        if (now >= notAfter)
            return [.. parts.Select(part => NewTask.Refused(command, part, TaskErrors.QueueDeadline))];
        if (!catalogue.TryGet(model, out _))
            LogUnknownModel(command.JobId, model);
        var ranks = await line.JoinAsync(model, command.Owner, command.Priority, parts.Count, cancellationToken);
        return [.. parts.Zip(ranks, (part, rank) => NewTask.Ready(command, part, rank, now))];
    }

    /// <summary>An order that is repeated after a restore makes the job anew that the backup does not have; its id is as old as the first time.</summary>
    private static long FirstAcceptedAt(GenerateImage command)
    {
        var acceptedAt = command.AcceptedAt.ToUnixTimeMilliseconds();
        return command.Attempt == 1 ? Math.Min(acceptedAt, DocumentId.TimeOf(command.JobId) ?? acceptedAt) : acceptedAt;
    }

    private async Task InsertAsync(GenerationTask task, CancellationToken cancellationToken)
    {
        if (await tasks.InsertAsync(task, cancellationToken) is null
            && await tasks.Documents.GetAsync(task.Id, cancellationToken) is { } other)
        {
            await tasks.ChangeAsync(other, TaskRules.Repeat, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Job {JobId} waits for a worker that knows the model {Model}; this one does not")]
    private partial void LogUnknownModel(string jobId, string model);
}
