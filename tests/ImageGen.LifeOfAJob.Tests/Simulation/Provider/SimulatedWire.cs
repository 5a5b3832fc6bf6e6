using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Web;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>
/// The network between one process and the provider, in the place of sockets. A request is a step: until its moment comes nothing of
/// it has left; then it arrives in one piece, or does not. Its answer takes its time.
/// </summary>
internal sealed class SimulatedWire(Life life, SimulatedProcess process) : HttpMessageHandler
{
    static SimulatedWire()
    {
        // Our own telemetry says which task a submission is for: two parts of a job look alike on the wire.
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "ImageGen.Volcengine",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        });
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource<HttpResponseMessage>();
        cancellationToken.Register(() => answered.TrySetCanceled(cancellationToken));
        _ = CallAsync(request, answered);
        return answered.Task;
    }

    private async Task CallAsync(HttpRequestMessage request, TaskCompletionSource<HttpResponseMessage> answered)
    {
        var submission = Activity.Current;
        var api = request.RequestUri!.Host.StartsWith("ark", StringComparison.Ordinal) ? (IProviderApi)new ArkApi(life, process) : new VisualApi(life, process);
        var action = HttpUtility.ParseQueryString(request.RequestUri.Query)["Action"] ?? "";
        // What is asked is known before it leaves; that it leaves is the step.
        var question = new WireQuestion(action, Key(request), request)
        {
            Part = submission?.GetTagItem("imagegen.task") as string,
            Model = submission?.GetTagItem("imagegen.model") as string,
        };
        var inside = ExecutionContext.Capture()!;
        var answer = await process.StepAsync(
            api.NameOf(question),
            life.Latency.OfProvider(),
            () =>
            {
                WireAnswer? given = null;
                if (!answered.Task.IsCompleted)
                    ExecutionContext.Run(inside, _ => life.Context.Run(() => given = api.Answer(question)), null);
                if (life.Plan.Flaw is { } flaw)
                    given = flaw.Heard(life, process, question, given);
                return given;
            },
            failure: null,
            api.PlaceOf(question));
        if (answer is null)
            return;
        process.AnswersOnTheWay++;
        await life.PassesAsync(answer.After, process);
        process.AnswersOnTheWay--;
        LifeContext.RunOutside(() =>
        {
            if (answer.Error is { } error)
                answered.TrySetException(error);
            else if (answered.TrySetResult(answer.Response!()))
                answer.Arrived?.Invoke();
        });
    }

    /// <summary>Who asks: the access key of a signature, or an API key.</summary>
    private static string Key(HttpRequestMessage request)
    {
        var authorization = request.Headers.TryGetValues("Authorization", out var values) ? values.First() : "";
        const string credential = "Credential=", bearer = "Bearer ark-";
        if (authorization.StartsWith(bearer, StringComparison.Ordinal))
            return authorization[bearer.Length..];
        var at = authorization.IndexOf(credential, StringComparison.Ordinal) + credential.Length;
        return authorization[at..authorization.IndexOf('/', at)];
    }
}

/// <summary>One of the provider's APIs, as it is on the wire.</summary>
internal interface IProviderApi
{
    string NameOf(WireQuestion question);

    Place PlaceOf(WireQuestion question);

    /// <summary>The request leaves, and arrives or not; null where no answer ever comes.</summary>
    WireAnswer? Answer(WireQuestion question);
}

/// <param name="Key">The access key or API key.</param>
internal sealed record WireQuestion(string Action, string Key, HttpRequestMessage Request)
{
    private byte[]? body;

    /// <summary>Our task that is submitted; null for a question.</summary>
    public string? Part { get; init; }

    /// <summary>Its model, as we call it.</summary>
    public string? Model { get; init; }

    /// <summary>The provider's id in a question about a task.</summary>
    public string TaskId => Json.GetProperty("task_id").GetString()!;

    public JsonElement Json => JsonDocument.Parse(Read()).RootElement;

    /// <summary>Whose account the key is of; null where the key is none any more.</summary>
    public string? Account => Simulation.Account.OfKey(Key);

    /// <summary>All of it leaves us.</summary>
    public byte[] Read()
    {
        if (body is not null)
            return body;
        using var whole = new MemoryStream();
        Wait(Request.Content!.CopyToAsync(whole));
        return body = whole.ToArray();
    }

    /// <summary>Only its beginning leaves us.</summary>
    public WireAnswer Cut()
    {
        try
        {
            Wait(Request.Content!.CopyToAsync(new CutStream()));
        }
        catch (HttpRequestException error)
        {
            return WireAnswer.Broken(error);
        }

        throw new InvalidOperationException("A body that was cut has left whole.");
    }

    // Nothing in it takes time.
    private static void Wait(Task copy) => copy.GetAwaiter().GetResult();

    /// <summary>Takes the first piece, and no more.</summary>
    private sealed class CutStream : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Length > 0 ? ValueTask.FromException(new IOException("the other side has closed")) : base.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}

/// <summary>What comes back.</summary>
/// <param name="After">Milliseconds after the request arrived.</param>
internal sealed record WireAnswer(long After)
{
    public Func<HttpResponseMessage>? Response { get; init; }

    public Exception? Error { get; init; }

    /// <summary>Whoever asked has it now.</summary>
    public Action? Arrived { get; init; }

    public static WireAnswer Of(int status, object json, long after, Action? arrived = null) => new(after)
    {
        Arrived = arrived,
        Response = () => new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(json)) { Headers = { ContentType = new("application/json") } },
        },
    };

    /// <summary>A page of somebody else.</summary>
    public static WireAnswer Page(int status, long after) => new(after)
    {
        Response = () => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("<html><h1>Sorry</h1></html>") },
    };

    public static WireAnswer Broken(Exception error, long after = 20) => new(after) { Error = error };

    public static WireAnswer Unreachable { get; } = Broken(new HttpRequestException(HttpRequestError.ConnectionError, "no connection"), 1_000);

    public static WireAnswer Lost(long after) => Broken(new HttpRequestException(HttpRequestError.ResponseEnded, "the answer broke off"), after);
}
