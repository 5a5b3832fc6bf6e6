using ImageGen.Loops.Tests.Support;

namespace ImageGen.Loops.Tests;

public sealed class WakeSignalTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Clock clock = new();
    private readonly WakeSignal wake;

    public WakeSignalTests() => wake = new WakeSignal(clock);

    [Fact]
    public async Task Without_a_wake_it_waits_as_long_as_it_may()
    {
        var wait = Wait();
        Assert.Equal(Longest, await clock.PauseAsync());
        Assert.False(wait.IsCompleted);

        clock.Advance(Longest);

        await wait;
    }

    [Fact]
    public async Task Wakes_before_the_wait_end_one_wait_and_no_other()
    {
        wake.Now();
        wake.Now();

        await Wait();

        var second = Wait();
        await clock.SkipAsync();
        await second;
    }

    [Fact]
    public async Task A_wake_ends_the_wait()
    {
        var wait = Wait();
        await clock.PauseAsync();

        wake.Now();

        await wait;
    }

    [Fact]
    public async Task A_moment_ends_the_wait_when_it_comes()
    {
        wake.At(clock.UnixMilliseconds + 3_000);

        var wait = Wait();

        Assert.Equal(TimeSpan.FromSeconds(3), await clock.SkipAsync());
        await wait;
    }

    [Fact]
    public async Task A_moment_that_is_asked_for_during_the_wait_counts_as_well()
    {
        wake.At(clock.UnixMilliseconds + 8_000);
        var wait = Wait();
        Assert.Equal(TimeSpan.FromSeconds(8), await clock.PauseAsync());

        wake.At(clock.UnixMilliseconds + 2_000);

        Assert.Equal(TimeSpan.FromSeconds(2), await clock.SkipAsync());
        await wait;
    }

    [Fact]
    public async Task A_moment_beyond_the_wait_is_kept()
    {
        wake.At(clock.UnixMilliseconds + 12_000);

        var first = Wait();
        Assert.Equal(Longest, await clock.SkipAsync());
        await first;

        var second = Wait();
        Assert.Equal(TimeSpan.FromSeconds(2), await clock.SkipAsync());
        await second;
    }

    [Fact]
    public async Task A_moment_that_has_passed_ends_the_next_wait()
    {
        wake.At(clock.UnixMilliseconds - 1);

        await Wait();
    }

    /// <summary>A clock that is put back would else make it wait for as long as it was put back.</summary>
    [Fact]
    public async Task How_long_it_may_wait_does_not_depend_on_what_the_clock_says()
    {
        var wait = Wait();
        await clock.PauseAsync();

        clock.Off = TimeSpan.FromHours(-1);
        clock.Advance(Longest);

        await wait;
    }

    [Fact]
    public async Task A_cancel_ends_the_wait_without_an_exception()
    {
        using var stop = new CancellationTokenSource();
        var wait = wake.WaitAsync(Longest, stop.Token);
        await clock.PauseAsync();

        await stop.CancelAsync();

        await wait;
    }

    private Task Wait() => wake.WaitAsync(Longest, CancellationToken.None);
}
