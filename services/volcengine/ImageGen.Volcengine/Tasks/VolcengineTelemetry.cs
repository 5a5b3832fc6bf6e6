using System.Diagnostics;
using System.Diagnostics.Metrics;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tasks;

/// <summary>What operators watch: submissions by outcome, polls by outcome, submissions on the wire.</summary>
internal sealed class VolcengineTelemetry : IDisposable
{
    private const string Name = "ImageGen.Volcengine";

    private readonly ActivitySource activities = new(Name);
    private readonly Meter meter = new(Name);
    private readonly Counter<long> submits;
    private readonly Counter<long> polls;
    private readonly Counter<long> prompts;
    private readonly Counter<long> promptTokens;
    private readonly UpDownCounter<long> onTheWire;

    public VolcengineTelemetry()
    {
        submits = meter.CreateCounter<long>("imagegen.volcengine.submits", description: "Submissions, by what became of them");
        polls = meter.CreateCounter<long>("imagegen.volcengine.polls", description: "Questions for a result, by the answer");
        prompts = meter.CreateCounter<long>("imagegen.volcengine.prompts", description: "Prompts that a chat model was to rewrite, by what became of them");
        promptTokens = meter.CreateCounter<long>("imagegen.volcengine.prompts.tokens", description: "Tokens that were billed for them");
        onTheWire = meter.CreateUpDownCounter<long>("imagegen.volcengine.submits.on_the_wire");
    }

    public Activity? Submit(GenerationTask task)
    {
        onTheWire.Add(1);
        return activities.StartActivity("volcengine submit", ActivityKind.Client)?
            .SetTag("imagegen.job", task.JobId).SetTag("imagegen.task", task.Id).SetTag("imagegen.model", task.Model);
    }

    public void Submitted(SubmitOutcome outcome, Activity? activity)
    {
        onTheWire.Add(-1);
        submits.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
        activity?.SetTag("imagegen.outcome", outcome.GetType().Name);
    }

    public void Polled(PollOutcome outcome) => polls.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));

    /// <param name="tokens">What was billed.</param>
    public void Helped(string outcome, long tokens)
    {
        prompts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        promptTokens.Add(tokens);
    }

    public void Dispose()
    {
        activities.Dispose();
        meter.Dispose();
    }
}
