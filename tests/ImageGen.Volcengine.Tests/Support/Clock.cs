using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Support;

internal static class Clock
{
    public static FakeTimeProvider Stopped() => new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public static void Pass(this FakeTimeProvider time, long milliseconds) => time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    public static long Milliseconds(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Lets the stopped clock go on, in small steps, until the work that waits for it is done.</summary>
    public static async Task GoOnAsync(this FakeTimeProvider time, Task work)
    {
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(1, TestContext.Current.CancellationToken));
            time.Pass(25);
        }

        await work;
    }
}
