using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>What leaves no document behind is on record first, or is not done.</summary>
public sealed class FirstRecordTests
{
    private static readonly Deed Taken = new(AuditActions.ImagesExported, new Dictionary<string, string> { ["q"] = "fox" });

    [Fact]
    public async Task An_entry_says_who_and_what_and_is_waited_for()
    {
        var bus = new Bus();
        await RecordOf(bus, new CallerTrace("usr_ada", "ses_1", "192.0.2.7", "req_1")).AddAsync(Taken, "tem_a", default);
        var entry = Assert.Single(bus.Sent);
        Assert.Equal(nameof(Audited), entry.Type);
        Assert.Contains("tem_a", entry.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("images.exported", entry.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_takes_it_the_request_is_refused_and_may_be_sent_again()
    {
        var record = RecordOf(new Bus { IsAway = true }, new CallerTrace("usr_ada", null, null, null));
        var problem = await Assert.ThrowsAsync<ProblemException>(() => record.AddAsync(Taken, "tem_a", default));
        Assert.Equal((503, "audit_unavailable", true), (problem.Status, problem.Code, problem.Retryable));
    }

    [Fact]
    public async Task Where_nobody_signs_in_nothing_is_put_on_record()
    {
        var bus = new Bus { IsAway = true };
        await RecordOf(bus, trace: null).AddAsync(Taken, "local", default);
        Assert.Empty(bus.Sent);
    }

    private static FirstRecord RecordOf(Bus bus, CallerTrace? trace) => new(new JobAudit(new CallerAudit(new Somebody(trace), TimeProvider.System), PromptRecord.Whole), bus);

    private sealed class Somebody(CallerTrace? trace) : ICaller
    {
        public string Owner => "usr_ada";

        public CallerTrace? Trace => trace;
    }

    private sealed class Bus : IMessagePublisher
    {
        public bool IsAway { get; init; }

        public List<OutboxEntry> Sent { get; } = [];

        public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
        {
            if (IsAway)
                throw new MessageNotSentException("Nobody is there.");
            Sent.Add(entry);
            return Task.CompletedTask;
        }

        public Task PublishHintAsync(object message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
