using System.Collections.Concurrent;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;

namespace ImageGen.Volcengine.Tasks;

/// <summary>Wakes a loop at once or at given moments, so that its timer is only the floor.</summary>
internal abstract class WakeSignal(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly SortedSet<long> moments = [];
    private readonly Signal changed = new(time);
    private bool pending;

    public void Now()
    {
        lock (gate)
            pending = true;
        changed.Set();
    }

    /// <param name="moment">Unix milliseconds.</param>
    public void At(long moment)
    {
        lock (gate)
        {
            if (!moments.Add(moment) || moments.Min != moment)
                return;
        }

        changed.Set();
    }

    /// <summary>Returns when woken, when a moment asked for has come, or after <paramref name="longest"/>.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var end = time.UnixMilliseconds() + (long)longest.TotalMilliseconds;
        while (Next(end) is { } sleep)
        {
            await changed.WaitAsync(sleep, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan? Next(long end)
    {
        lock (gate)
        {
            changed.Reset();
            var now = time.UnixMilliseconds();
            var due = moments.RemoveWhere(moment => moment <= now) > 0;
            if (!pending && !due && now < end)
                return TimeSpan.FromMilliseconds((moments.Count > 0 ? Math.Min(moments.Min, end) : end) - now);
            pending = false;
            return null;
        }
    }
}

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

/// <summary>A running task may be asked for its result.</summary>
internal sealed class PollWake(TimeProvider time) : WakeSignal(time);
