using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Limits;

/// <summary>Several accounts, of which some are refused.</summary>
public sealed class PoolTests : IAsyncLifetime
{
    private const int Pass = 2_000;
    private const int AllPasses = 10 * Pass;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubProvider provider = new() { Credentials = [new("cred_a", "a", Weight: 1_000), new("cred_b", "b")] };
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
    public async Task What_one_account_refuses_another_does_and_the_first_cools_down(string refusal)
    {
        var refused = new SubmitOutcome.Refused(StubProvider.Error("account_overdue"), Enum.Parse<RefusalOf>(refusal));
        provider.Answer = call => call.CredentialId == "cred_a" ? refused : provider.Accept();
        await replica.AskAsync(Commands.Of("job_1", time, count: 4));
        await SubmitAllAsync();

        for (var index = 0; index < 4; index++)
            Assert.Equal(("cred_b", TaskState.Running), await PlaceAsync($"job_1:1:{index}"));
        var asked = provider.Submits.Count(call => call.CredentialId == "cred_a");

        // Left alone for five minutes since the first pass, and asked again then.
        time.Pass(AccountRules.CoolDown - AllPasses - 10_000);
        await replica.AskAsync(Commands.Of("job_2", time));
        await SubmitAllAsync();
        Assert.Equal(asked, provider.Submits.Count(call => call.CredentialId == "cred_a"));

        time.Pass(20_000);
        provider.Answer = _ => provider.Accept();
        await replica.AskAsync(Commands.Of("job_3", time, count: 4));
        await SubmitAllAsync();
        Assert.Contains(provider.Submits.Skip(asked), call => call.CredentialId == "cred_a");
    }

    [Fact]
    public async Task Where_all_are_refused_the_job_fails_with_its_reason_and_so_does_the_next()
    {
        provider.Answer = _ => new SubmitOutcome.Refused(StubProvider.Error("credentials_refused"), RefusalOf.Account);
        await replica.AskAsync(Commands.Of("job_1", time));
        await SubmitAllAsync();
        var first = await replica.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Failed, "credentials_refused"), (first.State, first.Error!.Code));
        Assert.Equal(2, provider.Submits.Count);

        await replica.AskAsync(Commands.Of("job_2", time));
        await SubmitAllAsync();
        Assert.Equal(TaskState.Failed, (await replica.TaskAsync("job_2:1:0")).State);
    }

    [Fact]
    public async Task What_the_request_is_refused_for_no_other_account_is_asked()
    {
        provider.Answer = _ => new SubmitOutcome.Refused(StubProvider.Error("prompt_rejected"));
        await replica.AskAsync(Commands.Of("job_1", time));
        await SubmitAllAsync();

        Assert.Equal(TaskState.Failed, (await replica.TaskAsync("job_1:1:0")).State);
        Assert.Single(provider.Submits);
    }

    private async Task SubmitAllAsync()
    {
        for (var passed = 0; passed < AllPasses; passed += Pass)
        {
            await replica.SubmitAsync();
            time.Pass(Pass);
        }
    }

    private async Task<(string Credential, TaskState State)> PlaceAsync(string id)
    {
        var task = await replica.TaskAsync(id);
        return (task.Submission!.CredentialId, task.State);
    }
}
