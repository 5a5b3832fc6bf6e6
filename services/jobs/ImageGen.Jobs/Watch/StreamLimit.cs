using System.Collections.Concurrent;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Watch;

/// <summary>How many streams one caller may have open in this process: <c>Jobs:StreamsPerCaller</c>, 1000 unless told otherwise.</summary>
internal sealed class StreamLimit(IConfiguration configuration)
{
    private readonly int most = configuration.GetValue("Jobs:StreamsPerCaller", 1000);
    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    /// <exception cref="ProblemException">429.</exception>
    public IDisposable Take(string owner)
    {
        if (open.AddOrUpdate(owner, 1, (_, count) => count + 1) <= most)
            return new Place(this, owner);
        Release(owner);
        throw new ProblemException(429, "too_many_streams", FormattableString.Invariant($"You have {most} event streams open, which is all you may have at a time: close some."))
        {
            Retryable = true,
            RetryAfter = TimeSpan.FromSeconds(30),
        };
    }

    private void Release(string owner)
    {
        // Owners come and go: who has none open is forgotten.
        if (open.AddOrUpdate(owner, 0, (_, count) => count - 1) == 0)
            open.TryRemove(KeyValuePair.Create(owner, 0));
    }

    private sealed class Place(StreamLimit limit, string owner) : IDisposable
    {
        public void Dispose() => limit.Release(owner);
    }
}
