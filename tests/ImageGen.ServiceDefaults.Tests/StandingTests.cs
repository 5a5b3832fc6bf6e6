using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.ServiceDefaults.Tests;

/// <summary>How a service learns what somebody may do who is not asking.</summary>
public sealed class StandingTests : IAsyncLifetime
{
    private WebApplication? accounts;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        accounts = builder.Build();
        accounts.MapGet(StandingCall.Path, (string user, string space) => user == "broken"
            ? Results.StatusCode(500)
            : Results.Json(new { may_write = user == "usr_ada" && space == "tem_a&b" }));
        await accounts.StartAsync();
    }

    public ValueTask DisposeAsync() => accounts!.DisposeAsync();

    [Fact]
    public async Task The_service_of_accounts_says_it()
    {
        using var standing = new AccountsStanding(new Uri(accounts!.Urls.First()));
        Assert.True(await standing.MayWriteAsync("usr_ada", "tem_a&b", default));
        Assert.False(await standing.MayWriteAsync("usr_ada", "tem_a", default));
        Assert.False(await standing.MayWriteAsync("usr_bob", "tem_a&b", default));
    }

    /// <summary>Nobody is believed to stand for what nobody can look up.</summary>
    [Fact]
    public async Task Where_it_can_not_be_asked_that_is_told()
    {
        using var standing = new AccountsStanding(new Uri(accounts!.Urls.First()));
        await RefusedAsync(standing, "broken");
        await accounts.StopAsync();
        await RefusedAsync(standing, "usr_ada");

        static async Task RefusedAsync(AccountsStanding standing, string user)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => standing.MayWriteAsync(user, "tem_a&b", default));
            Assert.Equal((503, "accounts_unavailable", true), (problem.Status, problem.Code, problem.Retryable));
        }
    }

    [Fact]
    public async Task Without_accounts_there_is_one_user_who_stays()
    {
        using var standing = new AccountsStanding(accounts: null);
        Assert.True(await standing.MayWriteAsync("local", "local", default));
    }
}
