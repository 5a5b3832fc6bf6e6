using ImageGen.Accounts.Audit;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Accounts.Tests;

/// <summary>Nobody tells an entry a second time, so it waits for the store, however long that is away.</summary>
public sealed class AuditInboxTests
{
    private static readonly Audited Told = new() { Id = Guid.NewGuid(), At = DateTimeOffset.UnixEpoch, Actor = "usr_a", Action = "job.created" };

    private readonly FakeTimeProvider time = new();

    public static TheoryData<Exception> Troubles => [new DocumentStoreFullException("full", new IOException()), new DocumentStoreUnavailableException("away", new IOException())];

    [Theory]
    [MemberData(nameof(Troubles), DisableDiscoveryEnumeration = true)]
    public async Task It_is_kept_when_the_store_takes_it_again(Exception trouble)
    {
        var record = new Troubled(trouble, times: 20);
        var taken = Inbox(record).HandleAsync(Told, TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync("it is kept", () =>
        {
            time.Advance(TimeSpan.FromMinutes(1));
            return Task.FromResult(taken.IsCompleted);
        });

        await taken;
        Assert.Equal(21, record.Tries);
    }

    [Fact]
    public async Task A_fault_of_its_own_is_no_reason_to_wait()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Inbox(new Troubled(new InvalidOperationException(), times: 1)).HandleAsync(Told, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stop_leaves_it_to_another_replica()
    {
        using var stop = new CancellationTokenSource();
        var taken = Inbox(new Troubled(new DocumentStoreUnavailableException("away", new IOException()), times: int.MaxValue)).HandleAsync(Told, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taken);
    }

    private AuditInbox Inbox(Troubled record) => new(record, time);

    /// <summary>A record that takes nothing for so many times.</summary>
    private sealed class Troubled(Exception trouble, int times) : IMessageHandler<Audited>
    {
        public int Tries { get; private set; }

        public Task HandleAsync(Audited message, CancellationToken cancellationToken) => Tries++ < times ? Task.FromException(trouble) : Task.CompletedTask;
    }
}
