using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>Several accounts of one worker, of which some are refused.</summary>
public sealed class PoolTests : IAsyncLifetime
{
    private const int Minute = 60_000;
    private const int Pass = 2_000;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new() { Accounts = [new("cred_a", "a", Weight: 1_000), new("cred_b", "b")] };
    private Replica replica = null!;

    public ValueTask InitializeAsync()
    {
        replica = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "5"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await replica.DisposeAsync();
        store.Dispose();
    }

    [Theory]
    [InlineData("Account")]
    [InlineData("Model")]
    public async Task What_one_account_refuses_another_does_and_the_first_is_asked_ever_less(string refusal)
    {
        var refused = new SubmitOutcome.Refused(StubApi.Error("account_overdue"), Enum.Parse<RefusalOf>(refusal));
        provider.Answer = call => call.CredentialId == "cred_a" ? refused : provider.Accept();
        for (var minute = 0; minute < 10; minute++)
        {
            await replica.AskAsync(Commands.Of($"job_{minute}", time, count: 4));
            await PassAsync(Minute);
            for (var index = 0; index < 4; index++)
                Assert.Equal(("cred_b", TaskState.Delivered), await PlaceAsync($"job_{minute}:1:{index}"));
        }

        // At first all that went out at once; then 1, 2, 4 … 256, 300 seconds after each other, where anybody waits.
        var asked = provider.Submits.Count(call => call.CredentialId == "cred_a");
        Assert.InRange(asked, 8, 14);

        provider.Answer = _ => provider.Accept();
        for (var minute = 0; minute < 6; minute++)
        {
            await replica.AskAsync(Commands.Of($"job_later_{minute}", time, count: 4));
            await PassAsync(Minute);
        }

        Assert.Equal(("cred_a", TaskState.Delivered), await PlaceAsync("job_later_5:1:0"));
    }

    [Fact]
    public async Task Where_all_are_refused_long_enough_the_job_fails_with_its_reason_and_so_does_the_next()
    {
        provider.Answer = _ => new SubmitOutcome.Refused(StubApi.Error("credentials_refused"), RefusalOf.Account);
        await replica.AskAsync(Commands.Of("job_1", time));
        await PassAsync(Minute);
        Assert.Equal(TaskState.Ready, (await replica.TaskAsync("job_1:1:0")).State);
        await PassAsync(4 * Minute);
        var first = await replica.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Failed, "credentials_refused", false), (first.State, first.Error!.Code, first.Billed));

        await replica.AskAsync(Commands.Of("job_2", time));
        await PassAsync(Pass);
        Assert.Equal(TaskState.Failed, (await replica.TaskAsync("job_2:1:0")).State);
    }

    [Fact]
    public async Task What_the_request_is_refused_for_no_other_account_is_asked()
    {
        provider.Answer = _ => new SubmitOutcome.Refused(StubApi.Error("prompt_rejected"));
        await replica.AskAsync(Commands.Of("job_1", time));
        await PassAsync(10 * Pass);

        Assert.Equal(TaskState.Failed, (await replica.TaskAsync("job_1:1:0")).State);
        Assert.Single(provider.Submits);
    }

    private Task PassAsync(int milliseconds) => Turns.PassAsync(time, milliseconds, replica);

    private async Task<(string Credential, TaskState State)> PlaceAsync(string id)
    {
        var task = await replica.TaskAsync(id);
        return (task.Submission!.CredentialId, task.State);
    }
}
