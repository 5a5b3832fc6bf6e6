using System.Collections.Concurrent;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>A provider that says what a test wants and notes who asked.</summary>
internal sealed class StubApi : IProviderApi
{
    private int accepted;
    private int prepared;

    public string Name => "visual";

    public IReadOnlyList<ProviderAccount> Accounts { get; init; } = [new("cred_a", "a")];

    public double? PollsPerSecond { get; set; }

    /// <summary>What a submission by an account comes to.</summary>
    public Func<ProviderCall, SubmitOutcome> Answer { get; set; } = _ => Throttle;

    /// <summary>What making a call ready takes.</summary>
    public Func<ProviderCall, CancellationToken, Task> Preparing { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What happens between a submission and its answer.</summary>
    public Func<ProviderCall, ISubmitProgress, Task> Working { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How often a call was made ready.</summary>
    public int Prepared => prepared;

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

    public async Task<Preparation> PrepareAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref prepared);
        await Preparing(call, cancellationToken);
        return new Preparation.Ready(call with { Body = call.Request.Prompt, Longest = TimeSpan.FromSeconds(30), CallbackSecret = call.Callback?.Secret });
    }

    public async Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken)
    {
        Submits.Enqueue(call);
        await Working(call, progress);
        return Answer(call);
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
