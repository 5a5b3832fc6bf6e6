namespace ImageGen.Jobs.Inputs;

/// <summary>What was found while one request was judged, so that what many of its jobs name is looked up once.</summary>
internal sealed class Seen<T>
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<T>> found = new(StringComparer.Ordinal);

    public Task<T> FindAsync(string id, Func<Task<T>> find)
    {
        lock (gate)
            return found.TryGetValue(id, out var known) ? known : found[id] = find();
    }
}
