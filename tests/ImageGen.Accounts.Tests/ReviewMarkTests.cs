using ImageGen.ServiceDefaults.Callers;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ImageGen.Accounts.Tests;

/// <summary>Users whose pictures for teams are reviewed.</summary>
public sealed class ReviewMarkTests
{
    [Fact]
    public async Task An_administrator_sets_the_mark_and_the_next_token_has_it()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        Assert.False(await IsReviewedAsync(host, bob));

        var changed = await AccountsHost.JsonAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { review = true }));
        Assert.True(changed.GetProperty("review").GetBoolean());
        Assert.True(await IsReviewedAsync(host, bob));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { name = "Robert" }));
        Assert.True(await IsReviewedAsync(host, bob));

        await AccountsHost.ExpectAsync(403, await bob.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { review = false }));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { review = false }));
        Assert.False(await IsReviewedAsync(host, bob));
    }

    [Theory]
    [InlineData(TeamRole.Viewer, "jobs:write", false)]
    [InlineData(TeamRole.Member, "jobs:write", false)]
    [InlineData(TeamRole.Admin, "jobs:write", true)]
    [InlineData(TeamRole.Viewer, "admin", true)]
    [InlineData(null, "admin", true)]
    [InlineData(null, "jobs:write", false)]
    public void Administrators_of_a_team_and_of_the_platform_review_its_pictures(TeamRole? role, string scope, bool reviews)
    {
        var caller = new Caller("usr_bob", role is { } own ? [new CallerTeam("tem_design", own)] : [], [scope], CredentialId: null);
        Assert.Equal(reviews, caller.MayReview("tem_design"));
        Assert.False(caller.MayReview("usr_bob"));
    }

    private static async Task<bool> IsReviewedAsync(AccountsHost host, Visitor visitor)
    {
        var secret = visitor.Cookie[(visitor.Cookie.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var token = await host.Get<ICredentialExchange>().ExchangeAsync(new Credential(CredentialKind.Session, secret), CancellationToken.None);
        return Caller.From(new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(new JsonWebToken(token).Claims)))!.IsReviewed;
    }
}
