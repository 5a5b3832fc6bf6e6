using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Models;

/// <summary>
/// The models that a job may name: those that some worker knows and has a key for, as the workers say. What one of them serves is
/// offered whatever the others say: they may have other keys, or be of an older version. Until one has spoken, at most seconds after a
/// start, all are offered; and while all are silent, what they said last, for their jobs can wait.
/// </summary>
internal sealed class OfferedModels(ModelCatalogue catalogue, TimeProvider time) : IMessageHandler<ApisServed>
{
    /// <summary>Workers speak every ten seconds, and two hints in a row may be lost.</summary>
    public TimeSpan Remembered { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>Longer than workers are silent by themselves: we could not hear them.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<Served, DateTimeOffset> heard = [];

    public IEnumerable<ModelProfile> All => catalogue.Models.Where(IsOffered);

    public bool IsOffered(ModelProfile model)
    {
        lock (gate)
            return heard.Count == 0 || heard.ContainsKey(Served.Model(model.Id)) || heard.ContainsKey(Served.EveryModelOf(model.Provider.Api));
    }

    /// <summary>Whether some worker has a chat model that helps with prompts.</summary>
    public bool HelpsWithPrompts
    {
        get
        {
            lock (gate)
                return heard.ContainsKey(Served.Prompts);
        }
    }

    /// <summary>Notes what a worker has just said it serves.</summary>
    public void Learn(ApisServed hint)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            // After an outage the first to be heard again is no reason to forget the others: they speak in a moment.
            if (heard.TryGetValue(Served.Worker, out var last) && now - last is var silence && silence > Silence)
            {
                foreach (var (served, at) in heard)
                    heard[served] = at + silence;
            }

            heard[Served.Worker] = now;
            if (hint.Prompts == true)
                heard[Served.Prompts] = now;
            foreach (var served in hint.Apis.Select(Served.Api).Concat(hint.Models?.Select(Served.Model) ?? hint.Apis.Select(Served.EveryModelOf)))
                heard[served] = now;
            foreach (var (served, at) in heard)
            {
                if (now - at > Remembered)
                    heard.Remove(served);
            }
        }
    }

    Task IMessageHandler<ApisServed>.HandleAsync(ApisServed message, CancellationToken cancellationToken)
    {
        Learn(message);
        return Task.CompletedTask;
    }

    /// <param name="status">The HTTP status of the refusal.</param>
    /// <exception cref="ProblemException">No worker can serve the model.</exception>
    public void Require(ModelProfile model, int status)
    {
        if (IsOffered(model))
            return;
        var detail = $"The model {model.Id} can not be used: {ReasonAgainst(model)} GET /api/v1/models lists the models that can be used.";
        throw new ProblemException(status, "model_unavailable", detail) { Errors = status == 422 ? [new ProblemError("/model", detail)] : [] };
    }

    private string ReasonAgainst(ModelProfile model)
    {
        lock (gate)
        {
            return heard.ContainsKey(Served.Api(model.Provider.Api))
                ? "no worker knows it yet. They are of an older version, or have other model files."
                : $"no key for the provider's API '{model.Provider.Api}' is configured. An administrator must set it.";
        }
    }

    /// <summary>One thing that a worker says it serves.</summary>
    private sealed record Served(string Kind, string Name)
    {
        public static Served Worker { get; } = new("worker", "");

        /// <summary>Help with prompts.</summary>
        public static Served Prompts { get; } = new("prompts", "");

        public static Served Api(string name) => new("api", name);

        public static Served Model(string id) => new("model", id);

        /// <summary>Said by a worker that does not name its models.</summary>
        public static Served EveryModelOf(string api) => new("every model", api);
    }
}
