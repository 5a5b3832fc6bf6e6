using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.GenerateImages;

/// <summary>Writes down what is to be made. Known parts say their fact again; nothing is submitted here.</summary>
internal sealed class GenerateImageHandler(TaskStore tasks, WaitingLine line, ModelCatalogue catalogue, SubmitWake wake, TimeProvider time)
{
    public async Task HandleAsync(GenerateImage command, CancellationToken cancellationToken)
    {
        var refusal = !catalogue.TryGet(command.Request.Model, out _) ? TaskErrors.UnknownModel(command.Request.Model)
            : time.GetUtcNow() >= command.NotAfter ? TaskErrors.QueueDeadline
            : null;
        var parts = TaskPart.Of(command.JobId, command.Attempt, command.Indices, command.Request.Group);
        var stored = (await tasks.Documents.GetManyAsync([.. parts.Select(part => part.Id)], cancellationToken)).ToDictionary(task => task.Id);
        var absent = parts.Where(part => !stored.ContainsKey(part.Id)).ToList();
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var ranks = absent.Count == 0 || refusal is not null ? [] : await line.JoinAsync(command, absent.Count, cancellationToken);

        var begun = absent.Select((part, i) => BeginAsync(refusal is null
            ? NewTask.Ready(command, part, ranks[i], now)
            : NewTask.Refused(command, part, refusal)));
        var repeated = stored.Values.Select(task => tasks.ChangeAsync(task, TaskRules.Repeat, cancellationToken));
        await Task.WhenAll([.. begun, .. repeated]);
        if (absent.Count > 0)
            wake.Now(command.Request.Model);

        async Task BeginAsync(GenerationTask task)
        {
            if (await tasks.InsertAsync(task, cancellationToken) is null
                && await tasks.Documents.GetAsync(task.Id, cancellationToken) is { } other)
            {
                await tasks.ChangeAsync(other, TaskRules.Repeat, cancellationToken);
            }
        }
    }
}
