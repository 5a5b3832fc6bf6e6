using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Jobs.Views;
using ImageGen.Jobs.Watch;
using ImageGen.Persistence;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Watch;

public sealed class JobStreamTests(JobsHost host) : IClassFixture<JobsHost>
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(Some.Now));
    private readonly string owner = "owner_" + Guid.NewGuid().ToString("N");

    private IDocuments<Job> Jobs => host.Service<IDocuments<Job>>();

    [Fact]
    public async Task A_silent_stream_pings_and_looks_at_the_store_again()
    {
        await using var probe = new StreamProbe(host, new JobHub(time), time, owner);
        await probe.Events.NextAsync();
        // With the first one what there was at the beginning has been looked at.
        Assert.True((await AdvanceUntilAsync(probe.Events.NextAsync())).IsPing);
        var job = await InsertAsync("job_" + Guid.NewGuid().ToString("N"));
        Assert.Equal(job.Id, (await NextButPingsAsync(probe)).Job.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_reader_who_is_too_slow_is_told_to_begin_anew()
    {
        var hub = new JobHub(time);
        await using var probe = new StreamProbe(host, hub, time, owner);
        await probe.Events.NextAsync();
        var job = Own(Some.Job());
        for (var i = 0; i < 4 * JobSubscription.Capacity; i++)
            hub.Publish(Changed(job with { Revision = i + 1, Title = new string('x', 1000) }));
        EventFrame frame;
        do
            frame = await probe.Events.NextAsync();
        while (frame.Event == "job");
        Assert.Equal("reset", frame.Event);
        hub.Publish(Changed(job with { Revision = 100_000 }));
        Assert.Equal(100_000, (await probe.Events.NextJobAsync()).GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task An_older_version_is_never_sent_after_a_newer_one()
    {
        var hub = new JobHub(time);
        await using var probe = new StreamProbe(host, hub, time, owner);
        await probe.Events.NextAsync();
        var job = Own(Some.Job());
        foreach (var version in new[] { 3, 1, 3, 2, 5, 4 })
            hub.Publish(Changed(job with { Revision = version }));
        Assert.Equal(3, (await probe.Events.NextJobAsync()).GetProperty("version").GetInt64());
        Assert.Equal(5, (await probe.Events.NextJobAsync()).GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_can_be_replayed_is_a_reset(bool comesAgain)
    {
        for (var i = 0; i < 230; i++)
            await InsertAsync($"job_{owner}_{i}");
        await using var probe = new StreamProbe(host, new JobHub(time), time, owner, lastEventId: comesAgain ? Some.Now : null);
        var (jobs, frame) = (0, await probe.Events.NextAsync());
        for (; frame.Event is "job" or null; frame = await probe.Events.NextAsync())
            jobs += frame.Event is "job" ? 1 : 0;
        Assert.Equal((200, "reset"), (jobs, frame.Event));
    }

    /// <summary>Whoever has seen every change has missed nothing, however many there were within the time that is looked at again and again.</summary>
    [Fact]
    public async Task Many_jobs_that_were_all_seen_are_no_reset()
    {
        var hub = new JobHub(time);
        await using var probe = new StreamProbe(host, hub, time, owner);
        await probe.Events.NextAsync();
        for (var i = 0; i < 1100; i++)
        {
            hub.Publish(Changed(await InsertAsync($"job_{owner}_{i}")));
            Assert.Equal("job", (await probe.Events.NextAsync()).Event);
        }
        for (var tick = 0; tick < 3; tick++)
        {
            var frame = await AdvanceUntilAsync(probe.Events.NextAsync());
            Assert.True(frame.IsPing, $"tick {tick}: {frame.Event}");
        }
    }

    [Fact]
    public async Task A_reset_is_said_once_and_what_changes_after_it_is_sent()
    {
        for (var i = 0; i < 1100; i++)
            await InsertAsync($"job_{owner}_{i}");
        await using var probe = new StreamProbe(host, new JobHub(time), time, owner, lastEventId: Some.Now);
        while ((await probe.Events.NextAsync()).Event != "reset")
        {
            // The jobs before it.
        }
        Assert.True((await AdvanceUntilAsync(probe.Events.NextAsync())).IsPing);
        var id = $"job_{owner}_1099";
        await SaveAsync(id, (await Jobs.GetAsync(id, CancellationToken.None))!.Body, time.GetUtcNow().ToUnixTimeMilliseconds());
        var frame = await NextButPingsAsync(probe);
        Assert.Equal((id, 2), (frame.Job.GetProperty("id").GetString(), frame.Job.GetProperty("version").GetInt32()));
    }

    /// <summary>During a rolling upgrade the hints come from another version, whose jobs may lack what this one shows.</summary>
    [Fact]
    public async Task A_hint_that_can_not_be_read_is_a_reason_to_look_at_the_store()
    {
        var hub = new JobHub(time);
        await using var probe = new StreamProbe(host, hub, time, owner);
        await probe.Events.NextAsync();
        var job = await InsertAsync("job_" + owner);
        hub.Publish(Changed(job) with { Snapshot = """{"id": "job_of_another_version"}""" });
        Assert.Equal(job.Id, (await probe.Events.NextJobAsync()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_text_of_a_hint_that_is_the_same_for_everybody_is_handed_on_unread()
    {
        var hub = new JobHub(time);
        await using var probe = new StreamProbe(host, hub, time, owner);
        await probe.Events.NextAsync();
        var hint = Changed(Own(Some.Job().After(Some.Started(0))));
        hub.Publish(hint with { Snapshot = """{"id": "job_1", "of": "the one who changed it"}""" });
        Assert.Equal("the one who changed it", (await probe.Events.NextJobAsync()).GetProperty("of").GetString());
    }

    /// <summary>Another build may show jobs in another way, and the version before this one says nothing of who may hand its text on.</summary>
    [Theory]
    [InlineData("another build")]
    [InlineData(null)]
    public async Task The_hint_of_another_build_is_read(string? build)
    {
        var hub = new JobHub(time);
        await using var probe = new StreamProbe(host, hub, time, owner);
        await probe.Events.NextAsync();
        var id = "job_" + owner;
        var job = await SaveAsync(id, await InsertAsync(id), Some.Now);
        hub.Publish(Changed(job) with { HandedOnBy = build, Snapshot = """{"id": "job_of_another_version"}""" });
        Assert.Equal(id, (await probe.Events.NextJobAsync()).GetProperty("id").GetString());
    }

    /// <summary>Two replicas, hints lost and out of order, clocks apart, a reader who is cut off and comes back to the other one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_reader_between_two_replicas_sees_the_last_version_of_every_job_and_none_goes_back(int seed)
    {
        var random = new Random(seed);
        JobHub[] replicas = [new(time), new(time)];
        var last = new Dictionary<string, long>();
        var known = new Dictionary<string, Job>();
        var seen = new Dictionary<string, long>();
        long? cursor = null;
        for (var connection = 0; connection < 6; connection++)
        {
            await using var probe = new StreamProbe(host, replicas[connection % 2], time, owner, cursor);
            for (var change = 0; change < 20; change++)
            {
                var id = $"job_{seed}_{owner}_{random.Next(8)}";
                // Another replica's clock may be behind ours by some seconds.
                var now = time.GetUtcNow().ToUnixTimeMilliseconds() - random.Next(30_000);
                known[id] = await SaveAsync(id, known.GetValueOrDefault(id), now);
                last[id] = known[id].Revision;
                foreach (var replica in replicas.Where(_ => random.Next(3) > 0))
                    replica.Publish(Changed(known[random.Next(4) == 0 ? known.Keys.First() : id]));
                time.Advance(TimeSpan.FromMilliseconds(random.Next(500)));
            }
            var isLast = connection == 5;
            if (isLast)
                replicas[1].Rescan();
            // A reader cut off in the middle has read only some of it; the last one reads until nothing is missing.
            for (var frames = random.Next(1, 15); isLast ? last.Any(job => seen.GetValueOrDefault(job.Key) < job.Value) : frames > 0; frames--)
                cursor = Take(await AdvanceUntilAsync(probe.Events.NextAsync()), seen) ?? cursor;
        }
        Assert.Equal(last.OrderBy(job => job.Key), seen.OrderBy(job => job.Key));
    }

    private static long? Take(EventFrame frame, Dictionary<string, long> seen)
    {
        Assert.NotEqual("reset", frame.Event);
        if (frame.Event == "job")
        {
            var id = frame.Job.GetProperty("id").GetString()!;
            // As the web app does: a replay may repeat what was seen, and an older version is dropped.
            seen[id] = Math.Max(seen.GetValueOrDefault(id), frame.Job.GetProperty("version").GetInt64());
        }
        return frame.Id is null ? null : long.Parse(frame.Id, CultureInfo.InvariantCulture);
    }

    private async Task<EventFrame> NextButPingsAsync(StreamProbe probe)
    {
        EventFrame frame;
        do
            frame = await AdvanceUntilAsync(probe.Events.NextAsync());
        while (frame.IsPing);
        return frame;
    }

    private async Task<EventFrame> AdvanceUntilAsync(Task<EventFrame> next)
    {
        while (await Task.WhenAny(next, Task.Delay(50)) != next)
            time.Advance(TimeSpan.FromSeconds(1));
        return await next;
    }

    private async Task<Job> SaveAsync(string id, Job? job, long now)
    {
        if (job is null)
            return await InsertAsync(id);
        var stored = (await Jobs.GetAsync(id, CancellationToken.None))!;
        var next = stored.Body with { Revision = stored.Body.Revision + 1, ChangedAt = Math.Max(now, stored.Body.ChangedAt) };
        return (await Jobs.ReplaceAsync(stored, next, CancellationToken.None))!.Body;
    }

    private async Task<Job> InsertAsync(string id)
    {
        var job = Own(JobRules.Accept(Some.Order(), id, owner, time.GetUtcNow().ToUnixTimeMilliseconds()));
        return (await Jobs.InsertAsync(job, CancellationToken.None))!.Body;
    }

    private Job Own(Job job) => job with { Owner = owner, Outbox = [], OutboxDue = null };

    private static JobChanged Changed(Job job) => JobSnapshot.HintOf(job);
}
