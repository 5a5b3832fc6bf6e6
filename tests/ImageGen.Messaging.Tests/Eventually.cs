using System.Diagnostics;

namespace ImageGen.Messaging.Tests;

/// <summary>Waits for what must come, for up to two minutes.</summary>
internal static class Eventually
{
    public static Task TrueAsync(
        Func<bool> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null) =>
        TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(
        Func<Task<bool>> condition, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"Did not come true within two minutes: {what}");
            await Task.Delay(20);
        }
    }
}
