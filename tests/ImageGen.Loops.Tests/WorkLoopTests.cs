using System.Threading.Channels;
using ImageGen.Loops.Tests.Support;

namespace ImageGen.Loops.Tests;

public sealed class WorkLoopTests
{
    private readonly Clock clock = new();
    private readonly Lines log = [];

    [Fact]
    public async Task It_asks_for_as_many_as_it_may_still_have_in_hand()
    {
        var loop = new Desk(clock, log, atOnce: 3);
        using var running = new Running(loop);

        Assert.Equal(3, await loop.AskedAsync("a", "b"));
        Assert.Equal(TimeSpan.FromSeconds(1), await clock.SkipAsync());
        Assert.Equal(1, await loop.AskedAsync());
        Assert.Equal(TimeSpan.FromSeconds(2), await clock.PauseAsync());

        loop.Finish("a");
        loop.Finish("b");
        await running.StopAsync();
    }

    [Fact]
    public async Task While_it_is_full_it_asks_for_nothing_and_when_one_is_finished_at_once_again()
    {
        var loop = new Desk(clock, log, atOnce: 2);
        using var running = new Running(loop);
        await loop.AskedAsync("a", "b");
        Assert.Equal(TimeSpan.FromSeconds(2), await clock.SkipAsync());
        Assert.Equal(TimeSpan.FromSeconds(2), await clock.PauseAsync());

        loop.Finish("b");

        Assert.Equal(1, await loop.AskedAsync("c"));
        await loop.BegunAsync("c");
        loop.Finish("a");
        loop.Finish("c");
        await running.StopAsync();
        Assert.Equal(2, loop.MostInHand);
    }

    [Fact]
    public async Task Where_it_got_all_that_it_asked_for_and_may_have_more_it_asks_again_at_once()
    {
        var loop = new Desk(clock, log, atOnce: 1);
        using var running = new Running(loop);
        await loop.AskedAsync("a");
        loop.Finish("a");

        Assert.Equal(1, await loop.AskedAsync());
        await running.StopAsync();
    }

    [Fact]
    public async Task A_slow_piece_holds_up_no_other()
    {
        var loop = new Desk(clock, log, atOnce: 2);
        using var running = new Running(loop);
        await loop.AskedAsync("slow");
        await clock.SkipAsync();

        foreach (var quick in new[] { "a", "b", "c" })
        {
            await loop.AskedAsync(quick);
            loop.Finish(quick);
        }

        await loop.AskedAsync();
        loop.Finish("slow");
        await running.StopAsync();
        Assert.Equal(["a", "b", "c", "slow"], loop.Finished);
    }

    [Fact]
    public async Task A_fault_of_one_piece_costs_that_piece_and_is_one_line_that_names_it()
    {
        var loop = new Desk(clock, log, atOnce: 2);
        using var running = new Running(loop);
        await loop.AskedAsync("bad", "good");
        loop.Fail("bad");

        Assert.Equal(1, await loop.AskedAsync());
        loop.Finish("good");
        await running.StopAsync();

        Assert.Equal(["Desk failed for bad, which is tried again when its lease has passed"], log);
        Assert.Equal(["good"], loop.Finished);
    }

    [Fact]
    public async Task When_it_can_not_claim_it_tries_again_every_two_seconds()
    {
        var loop = new Desk(clock, log, atOnce: 2);
        using var running = new Running(loop);

        for (var i = 0; i < 3; i++)
        {
            await loop.FailedToAskAsync();
            Assert.Equal(TimeSpan.FromSeconds(2), await clock.SkipAsync());
        }

        await loop.AskedAsync();
        await running.StopAsync();
    }

    [Fact]
    public async Task At_a_stop_pieces_are_told_at_once_and_it_waits_for_all_of_them()
    {
        var loop = new Desk(clock, log, atOnce: 2);
        using var running = new Running(loop);
        await loop.AskedAsync("a", "b");
        await loop.BegunAsync("b");

        running.Stop();

        Assert.True(loop.TokenOf("a").IsCancellationRequested);
        Assert.Equal(2, await loop.WaitsForAsync());
        loop.Finish("a");
        Assert.False(running.Ended.IsCompleted);
        loop.Finish("b");
        await running.Ended;
        Assert.Equal(["a", "b"], loop.Finished.Order());
    }

    [Fact]
    public async Task With_a_time_to_drain_pieces_are_told_when_it_is_over()
    {
        var loop = new Desk(clock, log, atOnce: 2, TimeSpan.FromSeconds(5));
        using var running = new Running(loop);
        await loop.AskedAsync("a", "b");
        await loop.BegunAsync("b");

        running.Stop();
        clock.Advance(TimeSpan.FromSeconds(4.999));

        Assert.Equal(2, await loop.WaitsForAsync());
        Assert.False(loop.TokenOf("a").IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(loop.TokenOf("a").IsCancellationRequested);
        loop.Stop("a");
        loop.Stop("b");
        await running.Ended;
        Assert.Empty(log);
    }

    [Fact]
    public async Task What_was_claimed_while_it_was_told_to_stop_is_still_handed_over()
    {
        var loop = new Desk(clock, log, atOnce: 2) { ClaimsToTheEnd = true };
        using var running = new Running(loop);
        await loop.AsksAsync();

        running.Stop();
        loop.Answer("a");

        await loop.BegunAsync("a");
        Assert.True(loop.TokenOf("a").IsCancellationRequested);
        loop.Finish("a");
        await running.Ended;
    }

    /// <summary>Works on what a test gives it, until the test says that a piece is finished.</summary>
    private sealed class Desk(Clock clock, Lines log, int atOnce, TimeSpan drainTime = default)
        : WorkLoop<string>(nameof(Desk), clock, log, new WakeSignal(clock))
    {
        private readonly Channel<int> asked = Channel.CreateUnbounded<int>();
        private readonly Channel<string[]?> answers = Channel.CreateUnbounded<string[]?>();
        private readonly Channel<string> begun = Channel.CreateUnbounded<string>();
        private readonly Channel<int> draining = Channel.CreateUnbounded<int>();
        private readonly Dictionary<string, (TaskCompletionSource End, CancellationToken Token)> pieces = [];

        public List<string> Finished { get; } = [];

        public int MostInHand { get; private set; }

        /// <summary>A stop does not break off a claim.</summary>
        public bool ClaimsToTheEnd { get; init; }

        protected override int AtOnce => atOnce;

        protected override TimeSpan DrainTime => drainTime;

        /// <summary>Waits until it claims, gives it these, and returns how many it asked for.</summary>
        public async Task<int> AskedAsync(params string[] found)
        {
            var most = await AsksAsync();
            Answer(found);
            return most;
        }

        public async Task FailedToAskAsync()
        {
            await AsksAsync();
            answers.Writer.TryWrite(null);
        }

        public async Task<int> AsksAsync() => await asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public void Answer(params string[] found)
        {
            foreach (var piece in found)
                pieces[piece] = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), default);
            answers.Writer.TryWrite(found);
        }

        /// <summary>Waits until it works on this one.</summary>
        public async Task BegunAsync(string piece)
        {
            while (await begun.Reader.ReadAsync(TestContext.Current.CancellationToken) != piece)
            {
            }
        }

        /// <returns>For how many pieces it waits, as it says.</returns>
        public async Task<int> WaitsForAsync() => await draining.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public CancellationToken TokenOf(string piece) => pieces[piece].Token;

        public void Finish(string piece) => pieces[piece].End.SetResult();

        public void Fail(string piece) => pieces[piece].End.SetException(new IOException("It is broken."));

        public void Stop(string piece) => pieces[piece].End.SetException(new OperationCanceledException());

        protected override async Task<IReadOnlyList<string>> ClaimAsync(int most, CancellationToken stopping)
        {
            asked.Writer.TryWrite(most);
            return await answers.Reader.ReadAsync(ClaimsToTheEnd ? CancellationToken.None : stopping) ?? throw new IOException("The store is away.");
        }

        protected override async Task WorkAsync(string piece, CancellationToken cancellationToken)
        {
            var end = pieces[piece].End;
            pieces[piece] = (end, cancellationToken);
            MostInHand = Math.Max(MostInHand, InHand);
            begun.Writer.TryWrite(piece);
            await end.Task;
            lock (Finished)
                Finished.Add(piece);
        }

        protected override string IdOf(string piece) => piece;

        protected override void Draining(int pieces) => draining.Writer.TryWrite(pieces);
    }
}
