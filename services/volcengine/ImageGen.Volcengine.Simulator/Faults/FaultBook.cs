namespace ImageGen.Volcengine.Simulator.Faults;

/// <summary>The rules in force.</summary>
internal sealed class FaultBook
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The first rule that hits this call, counted as used; null for a call that goes well.</summary>
    public FaultRule? Take(FaultPoint point, string prompt)
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

            return null;
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
