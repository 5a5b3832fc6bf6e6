using System.Text.Json;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>Requests go to the real endpoints; only the server before them is not here.</summary>
internal sealed partial class SimulatedProcess
{
    /// <param name="endpoint">Method and template, such as <c>POST /api/v1/jobs/{id}/cancel</c>.</param>
    /// <param name="id">For the template.</param>
    /// <returns>Also where the process dies, or the client goes away.</returns>
    public Task<Answer> AskAsync(string endpoint, string? id, Question question)
    {
        var request = new Request(question);
        requests.Add(request);
        life.Context.Run(() => _ = Caller.RunAsync(question, () => Flow.RunAsync(Flow.People, () => ServeAsync(request, endpoint, id, question))));
        return request.Answered;
    }

    /// <summary>Takes in a hint, which nobody keeps and nobody repeats.</summary>
    public void Hear(object message, ConsumerOf consumer)
    {
        life.Context.Run(() => _ = Flow.RunAsync(consumer.Name, () => consumer.HandleAsync(Parts, message, CancellationToken.None)));
        life.Context.Pump();
    }

    private async Task ServeAsync(Request request, string endpoint, string? id, Question question)
    {
        var route = Blueprint.Endpoints[endpoint];
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Parts, RequestAborted = question.Gone };
        context.SetEndpoint(route);
        context.Request.Method = endpoint[..endpoint.IndexOf(' ', StringComparison.Ordinal)];
        context.Request.Path = route.RoutePattern.RawText!.Replace("{id}", id, StringComparison.Ordinal);
        context.Request.QueryString = new QueryString(question.Query);
        if (route.RoutePattern.Parameters is [var parameter])
            context.Request.RouteValues[parameter.Name] = id;
        if (question.Body is { } sent)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(sent));
            context.Request.ContentLength = context.Request.Body.Length;
            context.Features.Set<IHttpRequestBodyDetectionFeature>(new WithBody());
        }

        foreach (var (name, value) in question.Headers)
            context.Request.Headers[name] = value;
        context.Response.Body = body;
        request.End(await AnswerAsync(context, route.RequestDelegate!, body));
        requests.Remove(request);
    }

    private async Task<Answer> AnswerAsync(DefaultHttpContext context, RequestDelegate serve, MemoryStream body)
    {
        try
        {
            await serve(context);
            var shown = context.Response.StatusCode < 300 && body.Length > 0 ? JsonDocument.Parse(body.ToArray()).RootElement : default;
            return new Answer(context.Response.StatusCode) { Body = shown };
        }
        catch (ProblemException problem)
        {
            return new Answer(problem.Status) { Code = problem.Code };
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Answer.None;
        }
        catch (Exception error)
        {
            life.Witness.Caught(this, Flow.People, error);
            return new Answer(500) { Code = "internal" };
        }
    }

    private sealed class WithBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => true;
    }

    private sealed class Request(Question question)
    {
        public Question Question { get; } = question;

        private readonly TaskCompletionSource<Answer> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Answer> Answered => answered.Task;

        public void End(Answer answer) => answered.TrySetResult(answer);

        public void Break() => answered.TrySetResult(Answer.None);
    }
}

/// <summary>A request of a person, or of the provider.</summary>
internal sealed record Question
{
    public string Owner { get; init; } = "";

    public object? Body { get; init; }

    /// <summary>With its question mark; empty where there is none.</summary>
    public string Query { get; init; } = "";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>It is over for whoever asked.</summary>
    public CancellationToken Gone { get; init; }

    /// <summary>It accepts that something may be paid twice.</summary>
    public bool Consents { get; init; }
}

/// <param name="Status">0 where none came.</param>
internal sealed record Answer(int Status)
{
    public static Answer None { get; } = new(0);

    /// <summary>Of the problem, where it is one.</summary>
    public string? Code { get; init; }

    public JsonElement Body { get; init; }

    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>It may have been done, or not: whoever wants it asks again.</summary>
    public bool IsDoubtful => Status is 0 or >= 500;
}

/// <summary>Whose request is being served.</summary>
internal static class Caller
{
    private static readonly AsyncLocal<Question?> Current = new();

    public static Question? Question => Current.Value;

    public static Task RunAsync(Question question, Func<Task> work)
    {
        var before = Current.Value;
        Current.Value = question;
        try
        {
            return work();
        }
        finally
        {
            Current.Value = before;
        }
    }
}

/// <summary>Says to every module whose request it is.</summary>
internal sealed class Owners : ICaller
{
    public string Owner => Caller.Question?.Owner ?? "nobody";

    /// <summary>Ada signs in; the others have keys, so that their jobs count twice.</summary>
    public string? CredentialId => Owner == "ada" ? null : "key_" + Owner;

    /// <summary>More than anybody asks for, so that room is taken of one after the other.</summary>
    public SpendingLimits LimitsOf(string subjectId) => subjectId.EndsWith("cleo", StringComparison.Ordinal) ? new SpendingLimits(PicturesPerDay: 10_000) : SpendingLimits.None;
}
