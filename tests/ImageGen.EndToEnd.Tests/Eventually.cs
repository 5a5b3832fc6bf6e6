using System.Diagnostics;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Waits for what must come true; the cap is there so that a failure ends, not as a measure of speed.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(3);

    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, Func<string>? explain = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Cap)
                Assert.Fail($"Never came true: {what}. {explain?.Invoke()}");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
