using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace ImageGen.TestKit;

/// <summary>Waits for what must come true; the cap is there so that a failure ends, not as a measure of speed.</summary>
public static class Eventually
{
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(10);

    /// <param name="what">Completes "Never came true: …".</param>
    /// <param name="explain">What to add to a failure.</param>
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

    public static Task HoldsAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        HoldsAsync(what, () => Task.FromResult(condition()));

    public static Task HoldsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        HoldsAsync(what, condition);
}
