using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Loops.Tests.Support;

/// <summary>Stands still until a test moves it, and tells who pauses and for how long.</summary>
internal sealed class Clock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> pauses = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How far it is off, as if somebody had put it forward or back.</summary>
    public TimeSpan Off { get; set; }

    public long UnixMilliseconds => GetUtcNow().ToUnixTimeMilliseconds();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;

    /// <summary>How much time has passed is right all the same.</summary>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
            pauses.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns when somebody pauses.</summary>
    public async Task<TimeSpan> PauseAsync() => await pauses.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets the next pause pass.</summary>
    public async Task<TimeSpan> SkipAsync()
    {
        var pause = await PauseAsync();
        Advance(pause);
        return pause;
    }
}
