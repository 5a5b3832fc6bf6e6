namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>
/// Which part of a process is at work: a loop (by its name), a consumer (by its message and the word <c>Consumer</c> left out), or
/// <c>people</c> for what is asked of it over HTTP. Follows the code wherever it goes.
/// </summary>
internal static class Flow
{
    public const string People = "people";

    private static readonly AsyncLocal<string?> Current = new();

    public static string Name => Current.Value ?? "";

    public static Task RunAsync(string name, Func<Task> work)
    {
        var before = Current.Value;
        Current.Value = name;
        try
        {
            return work();
        }
        finally
        {
            Current.Value = before;
        }
    }
}
