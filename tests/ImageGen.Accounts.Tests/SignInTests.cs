using ImageGen.Accounts.Users;
using ImageGen.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ImageGen.Accounts.Tests;

public sealed class SignInTests
{
    private const string Session = "/api/v1/session";

    [Fact]
    public async Task Whoever_has_signed_in_is_known_by_the_cookie()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();

        var session = await AccountsHost.JsonAsync(200, await ada.GetAsync(Session));
        Assert.Equal("signed_in", session.GetProperty("state").GetString());
        Assert.Equal(AccountsHost.Email, session.GetProperty("user").GetProperty("email").GetString());
        Assert.Equal("local", await (await ada.GetAsync("/probe/owner")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        var answer = await host.SendAsync(HttpMethod.Post, Session, new { email = AccountsHost.Email, password = AccountsHost.Password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_the_cookie_goes_no_other_way()
    {
        await using var host = await AccountsHost.StartAsync(("ImageGen:PublicUrl", "https://images.example.com"));
        await host.FirstAdminAsync();
        var answer = await host.SendAsync(HttpMethod.Post, Session, new { email = AccountsHost.Email, password = AccountsHost.Password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-imagegen_session=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        var ada = new Visitor(host, cookie.Split(';')[0]);
        await AccountsHost.ExpectAsync(200, await ada.GetAsync("/probe/owner"));
    }

    [Theory]
    [InlineData(AccountsHost.Email, "another password")]
    [InlineData("nobody@example.com", AccountsHost.Password)]
    [InlineData("no address", AccountsHost.Password)]
    [InlineData("", "")]
    public async Task Whatever_is_wrong_the_answer_is_the_same(string email, string password)
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        Assert.Equal("sign_in_failed", await AccountsHost.ProblemAsync(401, await host.SendAsync(HttpMethod.Post, Session, new { email, password })));
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "邮箱或密码不正确。请检查后再试。")]
    [InlineData("en", "The e-mail address or the password is wrong. Check both and try again.")]
    public async Task What_went_wrong_is_told_in_the_callers_language(string language, string text)
    {
        await using var host = await AccountsHost.StartAsync();
        var answer = await host.SendAsync(HttpMethod.Post, Session, new { email = "nobody@example.com", password = "x" }, ("Accept-Language", language));
        Assert.Equal(text, (await AccountsHost.JsonAsync(401, answer)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(" ADA@Example.com ")]
    [InlineData("ada@example.com")]
    public async Task The_spelling_of_the_address_does_not_matter(string email)
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        await host.SignInAsync(email, AccountsHost.Password);
    }

    [Fact]
    public async Task Who_signs_out_is_out_here_and_nowhere_else()
    {
        await using var host = await AccountsHost.StartAsync();
        var here = await host.FirstAdminAsync();
        var elsewhere = await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);

        var answer = await here.SendAsync(HttpMethod.Delete, Session);
        await AccountsHost.ExpectAsync(204, answer);
        Assert.Equal("\"cache\"", answer.Headers.GetValues("Clear-Site-Data").Single());

        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await here.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(200, await elsewhere.GetAsync("/probe/owner"));
    }

    [Fact]
    public async Task Who_signs_out_everywhere_is_out_everywhere()
    {
        await using var host = await AccountsHost.StartAsync();
        var here = await host.FirstAdminAsync();
        var elsewhere = await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);

        await AccountsHost.ExpectAsync(204, await here.SendAsync(HttpMethod.Delete, "/api/v1/sessions"));

        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await here.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(401, await elsewhere.GetAsync("/probe/owner"));
        Assert.Equal("signed_out", (await AccountsHost.JsonAsync(200, await here.GetAsync(Session))).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_new_password_ends_every_other_session()
    {
        await using var host = await AccountsHost.StartAsync();
        var here = await host.FirstAdminAsync();
        var elsewhere = await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);

        var wrong = await here.SendAsync(HttpMethod.Post, "/api/v1/account/password", new { current = "not this", @new = "another password" });
        Assert.Equal("password_wrong", await AccountsHost.ProblemAsync(422, wrong));
        var weak = await here.SendAsync(HttpMethod.Post, "/api/v1/account/password", new { current = AccountsHost.Password, @new = "short" });
        Assert.Equal("password_weak", await AccountsHost.ProblemAsync(422, weak));
        var changed = await here.SendAsync(HttpMethod.Post, "/api/v1/account/password", new { current = AccountsHost.Password, @new = "another password" });
        await AccountsHost.ExpectAsync(204, changed);

        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await elsewhere.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(200, await new Visitor(host, AccountsHost.CookieOf(changed)).GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Post, Session, new { email = AccountsHost.Email, password = AccountsHost.Password }));
        await host.SignInAsync(AccountsHost.Email, "another password");
    }

    /// <summary>With a later release a hash may take more rounds; nobody has to choose a password again, nor to sign in anew elsewhere.</summary>
    [Fact]
    public async Task A_password_that_was_hashed_too_cheaply_is_hashed_anew_at_the_next_sign_in()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var users = host.Get<IDocuments<User>>();
        var cheap = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = 10 })).HashPassword(null!, AccountsHost.Password);
        await users.ChangeAsync(User.FirstId, user => user with { PasswordHash = cheap }, default);

        await AccountsHost.ExpectAsync(401, await GuessAsync(host));
        Assert.Equal(cheap, await HashAsync());
        await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);

        var renewed = await HashAsync();
        Assert.NotEqual(cheap, renewed);
        await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);
        Assert.Equal(renewed, await HashAsync());
        await AccountsHost.ExpectAsync(200, await ada.GetAsync("/probe/owner"));

        async Task<string?> HashAsync() => (await users.GetAsync(User.FirstId, default))!.Body.PasswordHash;
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_says_for_how_long()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        for (var i = 0; i < 5; i++)
            await AccountsHost.ExpectAsync(401, await GuessAsync(host));

        var answer = await GuessAsync(host);
        Assert.Equal("too_many_attempts", await AccountsHost.ProblemAsync(429, answer));
        Assert.Equal(1, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await AccountsHost.ExpectAsync(401, await GuessAsync(host));
        Assert.Equal(2, (await GuessAsync(host)).Headers.RetryAfter!.Delta!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Many_guesses_at_once_do_not_count_as_one()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GuessAsync(host)));

        Assert.Equal(5, answers.Count(answer => (int)answer.StatusCode == 401));
        Assert.Equal(15, answers.Count(answer => (int)answer.StatusCode == 429));
    }

    /// <summary>From the address where its owner has signed in before, nobody else's guesses count.</summary>
    [Fact]
    public async Task A_victim_is_not_locked_out()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        var guard = host.Get<Attempts.AttemptGuard>();
        for (var i = 0; i < 60; i++)
        {
            var stranger = new System.Net.IPAddress([203, 0, 113, (byte)i]);
            _ = await Record.ExceptionAsync(() => guard.RequireAsync(AccountsHost.Email, stranger, default));
        }

        var refused = await Assert.ThrowsAsync<ServiceDefaults.Errors.ProblemException>(
            () => guard.RequireAsync(AccountsHost.Email, System.Net.IPAddress.Parse("198.51.100.1"), default));
        Assert.Equal(429, refused.Status);
        await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);
    }

    [Fact]
    public async Task Nothing_that_opens_anything_is_kept_as_it_is()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (secret, _) = await ada.KeyAsync("jobs:read");
        var user = (await host.Get<IDocuments<User>>().GetAsync(User.FirstId, default))!.Body;
        var session = await host.Get<IDocuments<Sessions.Session>>().PageAsync(new PageQuery { OrderBy = Sessions.Session.ExpiresAtField }, default);
        var key = await host.Get<IDocuments<Keys.ApiKey>>().PageAsync(new PageQuery { OrderBy = Keys.ApiKey.CreatedAtField }, default);

        Assert.DoesNotContain(AccountsHost.Password, user.PasswordHash, StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Cookie.Split('=')[1], session.Items.Single().Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret[11..], key.Items.Single().Body.ToString(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> GuessAsync(AccountsHost host) =>
        host.SendAsync(HttpMethod.Post, Session, new { email = AccountsHost.Email, password = "guessed" });
}
