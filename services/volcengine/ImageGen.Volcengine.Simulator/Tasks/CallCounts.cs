using System.Collections.Concurrent;

namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>How often each action was called, whatever came of it.</summary>
internal sealed class CallCounts
{
    private const int MaxNames = 100;
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string action) =>
        _counts.AddOrUpdate(_counts.Count < MaxNames || _counts.ContainsKey(action) ? action : "other", 1, (_, count) => count + 1);

    public IReadOnlyDictionary<string, long> Read() => new SortedDictionary<string, long>(_counts, StringComparer.Ordinal);

    public void Clear() => _counts.Clear();
}
