using System.Collections.Concurrent;
using ImageGen.Loops;

namespace ImageGen.Volcengine.Tasks;

/// <summary>A part may be submitted.</summary>
internal sealed class SubmitWake(TimeProvider time) : WakeSignal(time)
{
    private readonly ConcurrentDictionary<string, bool> moved = new();
    private readonly ConcurrentDictionary<string, bool> waits = new();

    /// <summary>Something new waits for the model, or there is room for it.</summary>
    public void Now(string model)
    {
        moved.TryAdd(model, true);
        Now();
    }

    /// <summary>Whether more wait for the model than there was room for.</summary>
    public void Waits(string model, bool waiting) => waits[model] = waiting;

    /// <summary>There is room for one more of the model: wakes only where somebody waits for it.</summary>
    public void Freed(string model)
    {
        if (waits.GetValueOrDefault(model, true))
            Now(model);
    }

    /// <returns>The models since the last call, in the order of their ids.</returns>
    public IReadOnlyList<string> TakeModels() => [.. moved.Keys.Where(model => moved.TryRemove(model, out _)).Order(StringComparer.Ordinal)];
}
