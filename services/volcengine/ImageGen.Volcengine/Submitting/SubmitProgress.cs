using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Submitting;

/// <summary>Writes down what a synchronous call tells before its end, so that each picture is published as it arrives.</summary>
internal sealed class SubmitProgress(Stored<GenerationTask> intent, TaskStore tasks, IncomingPictures incoming, TimeProvider time) : ISubmitProgress
{
    public Task StartedAsync() =>
        tasks.RecordAsync(intent, task => TaskRules.RecordStarted(task, intent.Body.Submission!.Id));

    public async Task ArrivedAsync(ProviderPicture picture)
    {
        var images = await incoming.KeepAsync(intent.Body, [picture]);
        foreach (var image in images)
            await tasks.RecordAsync(intent, task => TaskRules.RecordArrived(task, intent.Body.Submission!, image, time.UnixMilliseconds()));
    }
}
