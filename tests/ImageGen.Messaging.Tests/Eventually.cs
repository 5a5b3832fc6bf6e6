using System.Diagnostics;

namespace ImageGen.Messaging.Tests;

/// <summary>Waits for what must come, for up to a minute.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    public static async Task TrueAsync(
        Func<Task<bool>> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"Did not come true within a minute: {what}");
            await Task.Delay(20);
        }
    }
}
