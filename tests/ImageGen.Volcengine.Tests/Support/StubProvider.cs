using System.Collections.Concurrent;
using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>A provider that says what a test wants and notes who asked.</summary>
internal sealed class StubProvider : IImageProvider
{
    private int accepted;

    public string Api => "visual";

    public IReadOnlyList<ProviderCredential> Credentials { get; init; } = [new("cred_a", "a")];

    public double? PollsPerSecond { get; set; }

    /// <summary>What a submission by an account comes to.</summary>
    public Func<ProviderCall, SubmitOutcome> Answer { get; set; } = _ => Throttle;

    public Func<PollOutcome> Result { get; set; } = () => new PollOutcome.Done([new ProviderPicture("https://pictures.example/1.png")], RequestId: null);

    /// <summary>The same by the task that is asked for.</summary>
    public Func<ProviderTask, PollOutcome>? ResultOf { get; set; }

    public bool? Alive { get; set; }

    public Func<CancelReply> Cancel { get; set; } = () => CancelReply.Refused;

    public int Cancels { get; private set; }

    public ConcurrentQueue<ProviderCall> Submits { get; } = new();

    /// <summary>The tasks that were asked for, in order.</summary>
    public ConcurrentQueue<ProviderTask> Asked { get; } = new();

    public int Probes { get; private set; }

    public static SubmitOutcome Throttle { get; } = new SubmitOutcome.Throttled(Error("throttled", "50430"));

    public static GenerationError Error(string code, string? providerCode = null) => new() { Code = code, Message = code, ProviderCode = providerCode };

    public SubmitOutcome Accept() => new SubmitOutcome.Accepted($"task-{Interlocked.Increment(ref accepted)}", RequestId: null);

    public Task<Preparation> PrepareAsync(CallOrder order, CancellationToken cancellationToken) => Task.FromResult<Preparation>(
        new Preparation.Ready(new ProviderCall(Api, order.CredentialId, order.Model.Provider.Key, order.Request.Prompt, TimeSpan.FromSeconds(30))
        {
            CallbackSecret = order.Callback?.Secret,
        }));

    public Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken)
    {
        Submits.Enqueue(call);
        return Task.FromResult(Answer(call));
    }

    public Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken)
    {
        Asked.Enqueue(task);
        return Task.FromResult(ResultOf?.Invoke(task) ?? Result());
    }

    public Task<CancelReply> CancelAsync(ProviderTask task, CancellationToken cancellationToken)
    {
        Cancels++;
        return Task.FromResult(Cancel());
    }

    public Task<bool?> ProbeAsync(string credentialId, string modelKey, CancellationToken cancellationToken)
    {
        Probes++;
        return Task.FromResult(Alive);
    }
}
