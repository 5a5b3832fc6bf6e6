namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>What happened in a life, line by line: the last lines for people, a hash of all of them for comparing runs.</summary>
internal sealed class Trace(int kept)
{
    private readonly string[] lines = new string[kept];
    private ulong hash = 14695981039346656037;

    public int Count { get; private set; }

    /// <summary>FNV-1a over every line.</summary>
    public ulong Hash => hash;

    public void Add(string line)
    {
        foreach (var character in line)
            hash = (hash ^ character) * 1099511628211;
        hash = (hash ^ '\n') * 1099511628211;
        lines[Count++ % kept] = line;
    }

    /// <summary>For people only: what may differ from run to run, such as an id that was drawn.</summary>
    public void Note(string line) => lines[Count++ % kept] = line;

    public IEnumerable<string> Last() => Enumerable.Range(Math.Max(0, Count - kept), Math.Min(Count, kept)).Select(i => lines[i % kept]);
}
