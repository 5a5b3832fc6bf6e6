using ImageGen.Volcengine.Simulator.Faults.Named;

namespace ImageGen.Volcengine.Simulator.Faults;

/// <summary>The rules in force, and what prompts ask for.</summary>
internal sealed class FaultBook
{
    // Of what prompts have asked for, so much is remembered.
    private const int MostMarkers = 10_000;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, int> _marked = [];

    /// <summary>The first rule that hits this call, counted as used, else what the prompt itself asks for; null for a call that goes well.</summary>
    /// <param name="about">What the call is about: a prompt's faults are counted for each.</param>
    public FaultRule? Take(FaultPoint point, string prompt, string about)
    {
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if (entry.Rule.On != point || !prompt.Contains(entry.Rule.PromptContains ?? "", StringComparison.Ordinal) || entry.IsSpent)
                    continue;
                if (entry.Seen++ < entry.Rule.Skip)
                    continue;
                entry.Hits++;
                return entry.Rule;
            }

            return Marked(point, prompt, about);
        }
    }

    public void Replace(IEnumerable<FaultRule> rules)
    {
        lock (_lock)
        {
            _entries.Clear();
            _entries.AddRange(rules.Select(rule => new Entry(rule)));
        }
    }

    private FaultRule? Marked(FaultPoint point, string prompt, string about)
    {
        foreach (var (marker, name, times) in NamedFaults.In(prompt, point))
        {
            var key = $"{point} {marker} {about}";
            var hits = _marked.GetValueOrDefault(key);
            if (times >= 0 && hits >= times)
                continue;
            if (_marked.Count >= MostMarkers)
                _marked.Clear();
            _marked[key] = hits + 1;
            return new FaultRule { On = point, Fault = name };
        }

        return null;
    }

    /// <summary>Each rule and how many calls it has hit.</summary>
    public IReadOnlyList<FaultUse> Read()
    {
        lock (_lock)
            return [.. _entries.Select(entry => new FaultUse(entry.Rule, entry.Hits))];
    }

    private sealed class Entry(FaultRule rule)
    {
        public FaultRule Rule => rule;

        public int Seen { get; set; }

        public int Hits { get; set; }

        public bool IsSpent => rule.Times >= 0 && Hits >= rule.Times;
    }
}

/// <summary>A rule and how many calls it has hit.</summary>
internal sealed record FaultUse(FaultRule Rule, int Hits);
