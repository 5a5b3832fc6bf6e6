using System.Security.Claims;
using System.Security.Cryptography;
using ImageGen.Accounts.Tokens;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Tests;

/// <summary>What a service takes for a word of the door.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task A_service_lets_in_whom_the_door_has_named_and_nobody_else()
    {
        await using var service = await AccountsHost.StartBehindTheDoorAsync();
        var token = await service.Get<TokenIssuer>().IssueAsync(new Caller("usr_bob", [], [Scopes.JobsRead], "key_1"), default);
        Assert.Equal("usr_bob", await (await AskAsync(service, token)).Content.ReadAsStringAsync());
        await AccountsHost.ExpectAsync(403, await service.SendAsync(HttpMethod.Post, "/probe/owner", null, ("Authorization", $"Bearer {token}")));
        await AccountsHost.ExpectAsync(403, await service.SendAsync(HttpMethod.Get, "/probe/says-nothing", null, ("Authorization", $"Bearer {token}")));
        await AccountsHost.ExpectAsync(401, await service.SendAsync(HttpMethod.Get, "/probe/owner"));
    }

    [Theory]
    [InlineData("tem_design Admin", true)]
    [InlineData("tem_design Member", true)]
    [InlineData("tem_design Viewer", false)]
    [InlineData("tem_design Captain", false)]
    [InlineData("tem_design 7", false)]
    [InlineData("tem_design", false)]
    public void A_token_says_what_its_user_does_in_a_team_and_what_is_not_known_is_the_least(string claim, bool writes)
    {
        var caller = Caller.From(new ClaimsPrincipal(new ClaimsIdentity([new("sub", "usr_bob"), new("teams", claim)])))!;
        Assert.True(caller.MayRead("tem_design"));
        Assert.Equal(writes, caller.MayWrite("tem_design"));
        Assert.False(caller.MayRead("tem_other"));
    }

    [Fact]
    public async Task A_service_takes_neither_cookies_nor_keys()
    {
        await using var service = await AccountsHost.StartBehindTheDoorAsync();
        var ada = await service.FirstAdminAsync();
        await AccountsHost.ExpectAsync(401, await ada.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(401, await AskAsync(service, Secrets.ApiKeyText.New()));
    }

    [Fact]
    public async Task A_token_is_good_for_a_minute_and_the_skew_of_clocks()
    {
        await using var service = await AccountsHost.StartBehindTheDoorAsync();
        var token = await service.Get<TokenIssuer>().IssueAsync(Caller.Local, default);
        service.Time.Advance(TimeSpan.FromSeconds(89));
        await AccountsHost.ExpectAsync(200, await AskAsync(service, token));
        service.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await AskAsync(service, token));
    }

    [Fact]
    public async Task Another_audience_issuer_or_signature_is_refused()
    {
        await using var service = await AccountsHost.StartBehindTheDoorAsync();
        var own = await service.Get<SigningKeys>().CurrentAsync(default);
        // So that what is refused is refused for what it says it is.
        await AccountsHost.ExpectAsync(200, await AskAsync(service, Sign(service, own)));

        await AccountsHost.ExpectAsync(401, await AskAsync(service, Sign(service, own, audience: "another")));
        await AccountsHost.ExpectAsync(401, await AskAsync(service, Sign(service, own, issuer: "https://accounts.example.com")));
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await AccountsHost.ExpectAsync(401, await AskAsync(service, Sign(service, new ECDsaSecurityKey(foreign) { KeyId = own.KeyId })));
        // The public key, as an attacker has it, taken for a secret.
        var published = new SymmetricSecurityKey(own.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = own.KeyId };
        await AccountsHost.ExpectAsync(401, await AskAsync(service, Sign(service, published, algorithm: SecurityAlgorithms.HmacSha256)));
        await AccountsHost.ExpectAsync(401, await AskAsync(service, Sign(service, key: null)));
        var parts = Sign(service, own).Split('.');
        await AccountsHost.ExpectAsync(401, await AskAsync(service, $"{parts[0]}.{Sign(service, own, user: "usr_eve").Split('.')[1]}.{parts[2]}"));
    }

    [Fact]
    public async Task The_key_of_next_month_is_published_before_it_signs_and_the_last_one_as_long_as_it_may_have_to()
    {
        await using var service = await AccountsHost.StartBehindTheDoorAsync();
        var keys = service.Get<SigningKeys>();
        var first = await keys.CurrentAsync(default);
        var published = (await keys.AllAsync(default)).Select(key => key.KeyId).ToList();
        service.Time.Advance(TimeSpan.FromDays(30));
        var second = await keys.CurrentAsync(default);

        Assert.NotEqual(first.KeyId, second.KeyId);
        Assert.Contains(second.KeyId, published);
        var token = await service.Get<TokenIssuer>().IssueAsync(Caller.Local, default);
        await AccountsHost.ExpectAsync(200, await AskAsync(service, token));
        service.Time.Advance(TimeSpan.FromDays(30));
        Assert.DoesNotContain(first.KeyId, (await keys.AllAsync(default)).Select(key => key.KeyId));
    }

    [Fact]
    public async Task Keys_are_published_without_what_signs()
    {
        await using var service = await AccountsHost.StartBehindTheDoorAsync();
        var discovery = await AccountsHost.JsonAsync(200, await service.SendAsync(HttpMethod.Get, CallerTokens.DiscoveryPath));
        Assert.Equal(CallerTokens.Issuer, discovery.GetProperty("issuer").GetString());
        var published = await (await service.SendAsync(HttpMethod.Get, new Uri(discovery.GetProperty("jwks_uri").GetString()!).PathAndQuery)).Content.ReadAsStringAsync();
        var set = new JsonWebKeySet(published);
        Assert.Equal(2, set.Keys.Count);
        Assert.All(set.Keys, key => Assert.False(key.HasPrivateKey));
        var token = await service.Get<TokenIssuer>().IssueAsync(Caller.Local, default);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token, new TokenValidationParameters { ValidIssuer = CallerTokens.Issuer, ValidAudience = CallerTokens.Audience, IssuerSigningKeys = set.GetSigningKeys() });
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    private static Task<HttpResponseMessage> AskAsync(AccountsHost service, string token) =>
        service.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {token}"));

    private static string Sign(
        AccountsHost service, SecurityKey? key, string issuer = CallerTokens.Issuer, string audience = CallerTokens.Audience, string algorithm = CallerTokens.Algorithm,
        string user = "usr_bob") =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = new Caller(user, [], Scopes.All, null).Claims(),
            NotBefore = service.Time.GetUtcNow().UtcDateTime,
            Expires = service.Time.GetUtcNow().UtcDateTime.AddMinutes(1),
            SigningCredentials = key is null ? null : new SigningCredentials(key, algorithm),
        });
}
