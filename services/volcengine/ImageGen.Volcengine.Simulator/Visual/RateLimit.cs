using System.Collections.Concurrent;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Calls of each action, and the limit on those within a second.</summary>
internal sealed class RateLimit(SimulatorState state, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string AccessKey, string Action), Queue<long>> _recent = new();

    /// <exception cref="EnvelopeException">There were too many in the second before.</exception>
    public void Pass(string accessKey, string action)
    {
        var limit = state.Settings.Qps;
        if (limit == 0)
            return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var recent = _recent.GetOrAdd((accessKey, action), _ => new Queue<long>());
        lock (recent)
        {
            while (recent.TryPeek(out var oldest) && oldest <= now - 1000)
                recent.Dequeue();
            if (recent.Count >= limit)
                throw new EnvelopeException(BusinessCode.Qps, "Request Has Reached API Limit, Please Try Later");
            recent.Enqueue(now);
        }
    }
}
