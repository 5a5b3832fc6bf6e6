using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Submitting;

/// <summary>What fails costs itself: a line its pass, a part its turn. At rest nothing is held.</summary>
public sealed class FailingLineTests : IAsyncLifetime
{
    private const string One = Commands.Model;
    private const string Other = "jimeng-t2i-3.1";
    private const int Limit = 2;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private Replica replica = null!;

    public ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        replica = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", $"{Limit}"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        store.Dispose();
    }

    public static TheoryData<string, string, string> Failures { get; } = new()
    {
        { One, Other, nameof(IDocuments<>.ClaimDueAsync) },
        { Other, One, nameof(IDocuments<>.ClaimDueAsync) },
        { One, Other, nameof(IDocuments<>.GetManyAsync) },
        { Other, One, nameof(IDocuments<>.GetManyAsync) },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_line_that_fails_takes_no_places_of_another(string good, string bad, string operation)
    {
        await replica.AskAsync(Commands.Of("job_good", time, count: 2, model: good));
        await replica.AskAsync(Commands.Of("job_bad", time, model: bad));
        store.Before = call => call.Operation == operation && IsOf(bad, call) ? throw new IOException("away") : Task.CompletedTask;
        await replica.SubmitAsync();
        Assert.Equal(["job_good", "job_good"], provider.Submits.Select(call => call.Body));
        AssertNothingInHand();

        store.Before = _ => Task.CompletedTask;
        time.Pass(31_000);
        await replica.SubmitAsync();
        Assert.Equal(TaskState.Running, (await replica.TaskAsync("job_bad:1:0")).State);
        AssertNothingInHand();
    }

    [Fact]
    public async Task An_outage_of_every_line_leaves_all_places_free()
    {
        await replica.AskAsync(Commands.Of("job_1", time, count: 2, model: One));
        await replica.AskAsync(Commands.Of("job_2", time, count: 2, model: Other));
        store.Before = call => call.Operation == nameof(IDocuments<>.ClaimDueAsync) ? throw new IOException("away") : Task.CompletedTask;
        for (var pass = 0; pass < 5; pass++)
        {
            await replica.SubmitAsync();
            time.Pass(2_000);
        }

        AssertNothingInHand();
        store.Before = _ => Task.CompletedTask;
        await replica.SubmitAsync();
        Assert.Equal(4, provider.Submits.Count);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_pass_holds_nothing()
    {
        using var stop = new CancellationTokenSource();
        await replica.AskAsync(Commands.Of("job_1", time, count: 2, model: One));
        await replica.AskAsync(Commands.Of("job_2", time, count: 2, model: Other));
        var claims = 0;
        store.Before = call =>
        {
            if (call.Operation == nameof(IDocuments<>.ClaimDueAsync) && ++claims == 2)
                stop.Cancel();
            return Task.CompletedTask;
        };
        await Record.ExceptionAsync(() => replica.Get<SubmitHandler>().RunOnceAsync(stop.Token));

        Assert.Equal(2, claims);
        AssertNothingInHand();
        Assert.Equal(provider.Submits.Count, await TakenAsync());
    }

    [Theory]
    [InlineData("it throws")]
    [InlineData("it stops")]
    public async Task What_ends_between_slot_and_intent_gives_the_slot_back(string how)
    {
        using var stop = new CancellationTokenSource();
        var account = new AccountState { Id = AccountState.IdOf("visual", "cred_a"), Failures = 3, OpenFor = 5_000, OpenUntil = time.Milliseconds() };
        await replica.Get<IDocuments<AccountState>>().InsertAsync(account, TestContext.Current.CancellationToken);
        await replica.AskAsync(Commands.Of("job_1", time));
        var taken = 0;
        store.Before = async call =>
        {
            if (call is not { Operation: nameof(IDocuments<>.ReplaceAsync), Argument: AccountState } || taken > 0)
                return;
            taken = await TakenAsync();
            if (how == "it throws")
                throw new IOException("away");
            await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
        };
        await Record.ExceptionAsync(() => replica.Get<SubmitHandler>().RunOnceAsync(stop.Token));

        Assert.Equal(1, taken);
        Assert.Empty(provider.Submits);
        Assert.Equal(0, await TakenAsync());
        AssertNothingInHand();
    }

    private static bool IsOf(string model, StoreCall call) => call.Argument switch
    {
        DueClaim claim => claim.Where.Any(field => Equals(field.Value, model)),
        IReadOnlyCollection<string> ids => ids.Any(id => id.StartsWith("slot:", StringComparison.Ordinal) && id.Contains(model, StringComparison.Ordinal)),
        _ => false,
    };

    private void AssertNothingInHand()
    {
        foreach (var model in new[] { One, Other })
            Assert.Equal(0, replica.Get<WireLimits>().Of("cred_a", model).InHand);
    }

    private async Task<int> TakenAsync()
    {
        var slots = replica.Get<Slots>();
        return await slots.TakenAsync("cred_a", One, Limit, CancellationToken.None) + await slots.TakenAsync("cred_a", Other, Limit, CancellationToken.None);
    }
}
