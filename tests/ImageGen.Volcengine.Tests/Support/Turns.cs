using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Recovering;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>What the loops of some workers do in a while, in time that passes as a test wants.</summary>
internal static class Turns
{
    private const int Pass = 2_000;

    public static Task PassAsync(FakeTimeProvider time, long milliseconds, params IReadOnlyList<Replica> workers) =>
        PassAsync([time], milliseconds, workers);

    /// <param name="clocks">Of the workers, where each has its own.</param>
    public static async Task PassAsync(IReadOnlyList<FakeTimeProvider> clocks, long milliseconds, params IReadOnlyList<Replica> workers)
    {
        for (var passed = 0L; passed < milliseconds; passed += Pass)
        {
            foreach (var worker in workers)
            {
                if (clocks[0].Milliseconds() % Opinions.Beat < Pass)
                    await worker.Get<Opinions>().BeatAsync(TestContext.Current.CancellationToken);
                await worker.SubmitAsync();
                await worker.Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
                await worker.Get<RecoverHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
                await worker.Get<SlotJanitor>().RunOnceAsync(TestContext.Current.CancellationToken);
            }

            foreach (var clock in clocks)
                clock.Pass(Pass);
        }
    }
}
