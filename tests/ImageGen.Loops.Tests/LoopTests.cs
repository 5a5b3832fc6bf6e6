using ImageGen.Loops.Tests.Support;

namespace ImageGen.Loops.Tests;

public sealed class LoopTests
{
    private readonly Clock clock = new();
    private readonly Lines log = [];

    [Fact]
    public async Task It_steps_again_at_once_while_there_is_more_and_else_pauses()
    {
        var loop = new Script(clock, log) { Steps = { TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9) } };
        using var running = new Running(loop);

        Assert.Equal(TimeSpan.FromSeconds(7), await clock.PauseAsync());
        Assert.Equal(3, loop.Taken);

        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(9), await clock.PauseAsync());
        await running.StopAsync();
        Assert.Equal(4, loop.Taken);
    }

    [Fact]
    public async Task After_faults_it_pauses_longer_each_time_and_after_a_success_as_long_as_at_first()
    {
        var loop = new Script(clock, log) { Steps = { null, null, null, null, null, null, TimeSpan.FromSeconds(1), null } };
        using var running = new Running(loop);

        List<double> pauses = [];
        while (pauses.Count < 8)
            pauses.Add((await clock.SkipAsync()).TotalSeconds);
        await running.StopAsync();

        Assert.Equal([2, 4, 8, 16, 30, 30, 1, 2], pauses);
    }

    [Fact]
    public async Task Each_fault_is_one_line_that_names_the_loop()
    {
        using var running = new Running(new Script(clock, log) { Steps = { null, null, TimeSpan.FromSeconds(1) } });

        while (await clock.SkipAsync() != TimeSpan.FromSeconds(1))
        {
        }
        await running.StopAsync();

        Assert.Equal(["Script failed (1 in a row) and goes on in a moment", "Script failed (2 in a row) and goes on in a moment"], log);
    }

    [Fact]
    public async Task A_wake_ends_a_pause()
    {
        var loop = new Script(clock, log) { Steps = { TimeSpan.FromHours(6), TimeSpan.FromHours(5) } };
        using var running = new Running(loop);

        Assert.Equal(TimeSpan.FromHours(6), await clock.PauseAsync());
        loop.Signal.Now();

        Assert.Equal(TimeSpan.FromHours(5), await clock.PauseAsync());
        await running.StopAsync();
    }

    [Fact]
    public async Task A_wake_during_a_step_is_not_lost()
    {
        var loop = new Script(clock, log) { Steps = { TimeSpan.FromHours(6), TimeSpan.FromHours(5) } };
        loop.During = step =>
        {
            if (step == 1)
                loop.Signal.Now();
        };
        using var running = new Running(loop);

        Assert.Equal(TimeSpan.FromHours(5), await clock.PauseAsync());
        await running.StopAsync();
    }

    [Fact]
    public async Task A_wake_does_not_shorten_the_pause_after_a_fault()
    {
        var loop = new Script(clock, log) { Steps = { null, TimeSpan.FromHours(6) } };
        using var running = new Running(loop);

        Assert.Equal(TimeSpan.FromSeconds(2), await clock.PauseAsync());
        loop.Signal.Now();
        clock.Advance(TimeSpan.FromSeconds(1.999));
        Assert.Equal(1, loop.Taken);

        clock.Advance(TimeSpan.FromSeconds(0.001));
        // Woken by what was said meanwhile, and then nothing more to do.
        Assert.Equal(Script.Idle, await clock.PauseAsync());
        await running.StopAsync();
    }

    [Fact]
    public async Task The_first_step_is_tried_until_it_succeeds_and_nothing_comes_before_it()
    {
        var tries = 0;
        var loop = new Script(clock, log) { First = _ => ++tries < 3 ? throw new IOException() : Task.CompletedTask };
        using var running = new Running(loop);

        Assert.Equal(TimeSpan.FromSeconds(2), await clock.SkipAsync());
        Assert.Equal(TimeSpan.FromSeconds(4), await clock.PauseAsync());
        Assert.Equal(0, loop.Taken);

        clock.Advance(TimeSpan.FromSeconds(4));
        await clock.PauseAsync();
        await running.StopAsync();
        Assert.Equal((3, 1), (tries, loop.Taken));
    }

    [Fact]
    public async Task A_stop_during_the_first_step_ends_it_and_is_no_fault()
    {
        var begun = new TaskCompletionSource();
        var loop = new Script(clock, log)
        {
            First = async stopping =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
            },
        };
        using var running = new Running(loop);
        await begun.Task;

        await running.StopAsync();

        Assert.Equal(0, loop.Taken);
        Assert.Empty(log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_ends_a_pause(bool afterFault)
    {
        var loop = new Script(clock, log) { Steps = { afterFault ? null : TimeSpan.FromHours(6) } };
        using var running = new Running(loop);
        await clock.PauseAsync();

        await running.StopAsync();

        Assert.Equal(1, loop.Taken);
    }

    /// <summary>Takes the steps that it is given: each pauses so long, or fails where that is null.</summary>
    private sealed class Script(Clock clock, Lines log) : Loop(nameof(Script), clock, log, new WakeSignal(clock))
    {
        public static readonly TimeSpan Idle = TimeSpan.FromDays(1);

        private int taken;

        public List<TimeSpan?> Steps { get; } = [];

        public int Taken => Volatile.Read(ref taken);

        public WakeSignal Signal => Wake;

        public Action<int> During { get; set; } = _ => { };

        public Func<CancellationToken, Task> First { get; init; } = _ => Task.CompletedTask;

        protected override Task FirstAsync(CancellationToken stopping) => First(stopping);

        protected override Task<TimeSpan> StepAsync(CancellationToken stopping)
        {
            var step = Interlocked.Increment(ref taken);
            During(step);
            return Task.FromResult(step > Steps.Count ? Idle : Steps[step - 1] ?? throw new IOException("The store is away."));
        }
    }
}
