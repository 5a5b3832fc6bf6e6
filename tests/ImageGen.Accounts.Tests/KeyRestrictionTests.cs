using System.Net;
using System.Net.Sockets;
using ImageGen.Accounts.Exchange;
using ImageGen.Accounts.Keys;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Tests;

/// <summary>A key may be good for less than its user: for some models, from some addresses, so often.</summary>
public sealed class KeyRestrictionTests
{
    [Fact]
    public async Task A_key_is_shown_with_what_it_is_good_for()
    {
        await using var host = await AccountsHost.StartAsync();
        host.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        var ada = await host.FirstAdminAsync();
        await KeyAsync(ada, new { name = "ci", scopes = new[] { "jobs:read" }, models = new[] { "jimeng-t2i-4.0" }, addresses = new[] { "192.0.2.7", "2001:db8::/32" }, rate = 30 });
        await ada.KeyAsync("jobs:read");

        var keys = (await AccountsHost.JsonAsync(200, await ada.GetAsync("/api/v1/keys"))).GetProperty("data").EnumerateArray().ToList();

        Assert.Equal("""["jimeng-t2i-4.0"]""", keys[1].GetProperty("models").GetRawText());
        Assert.Equal("""["192.0.2.7/32","2001:db8::/32"]""", keys[1].GetProperty("addresses").GetRawText());
        Assert.Equal(30, keys[1].GetProperty("rate").GetInt32());
        Assert.All(new[] { "models", "addresses", "rate" }, name => Assert.Equal("null", keys[0].GetProperty(name).GetRawText()));
    }

    [Theory]
    [InlineData("""{"models": []}""", "models_invalid", "/models")]
    [InlineData("""{"models": ["No Model"]}""", "models_invalid", "/models")]
    [InlineData("""{"addresses": []}""", "addresses_invalid", "/addresses")]
    [InlineData("""{"addresses": ["example.com"]}""", "addresses_invalid", "/addresses")]
    [InlineData("""{"addresses": ["1"]}""", "addresses_invalid", "/addresses")]
    [InlineData("""{"addresses": ["192.0.2.0/33"]}""", "addresses_invalid", "/addresses")]
    [InlineData("""{"rate": 0}""", "rate_invalid", "/rate")]
    [InlineData("""{"rate": 1000001}""", "rate_invalid", "/rate")]
    public async Task What_is_no_restriction_is_named(string restriction, string code, string pointer)
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var answer = await ada.SendAsync(HttpMethod.Post, "/api/v1/keys", restriction.Insert(1, """ "name": "ci", "scopes": ["jobs:read"], """));
        var problem = await AccountsHost.JsonAsync(422, answer);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task A_key_is_good_from_its_addresses_only_also_just_after_it_was_good_from_one()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var secret = await KeyAsync(ada, new { name = "ci", scopes = new[] { "jobs:read" }, addresses = new[] { "127.0.0.2", "127.1.0.0/16" } });

        Assert.Equal(200, await AskAsync(host, secret, "127.0.0.2"));
        Assert.Equal(401, await AskAsync(host, secret, "127.0.0.1"));
        Assert.Equal(200, await AskAsync(host, secret, "127.1.2.3"));
        Assert.Equal(401, await AskAsync(host, secret, "127.0.0.1", ("X-Forwarded-For", "127.0.0.2"), ("X-Caller-Address", "127.0.0.2")));
    }

    [Fact]
    public async Task Who_does_not_say_from_where_is_at_none_of_its_addresses()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var secret = await KeyAsync(ada, new { name = "ci", scopes = new[] { "jobs:read" }, addresses = new[] { "0.0.0.0/0", "::/0" } });
        var exchange = host.Get<ICredentialExchange>();
        Assert.Null(await exchange.ExchangeAsync(new Credential(CredentialKind.Key, secret), default));
        Assert.NotNull(await exchange.ExchangeAsync(new Credential(CredentialKind.Key, secret, "::ffff:192.0.2.1"), default));
    }

    [Fact]
    public async Task A_key_with_a_rate_of_its_own_asks_no_oftener_for_whatever()
    {
        await using var host = await AccountsHost.StartAsync(("Limits:Key", "4"));
        var ada = await host.FirstAdminAsync();
        var slow = await KeyAsync(ada, new { name = "slow", scopes = new[] { "jobs:read" }, rate = 2 });
        Assert.Equal(200, await AskAsync(host, slow, "127.0.0.1", path: "/probe/owner"));
        Assert.Equal(200, await AskAsync(host, slow, "127.0.0.1", path: "/probe/content"));
        Assert.Equal(429, await AskAsync(host, slow, "127.0.0.1", path: "/probe/owner"));

        // Nobody gives themselves more than others have.
        var fast = await KeyAsync(ada, new { name = "fast", scopes = new[] { "jobs:read" }, rate = 1000 });
        for (var i = 0; i < 4; i++)
            Assert.Equal(200, await AskAsync(host, fast, "127.0.0.1"));
        Assert.Equal(429, await AskAsync(host, fast, "127.0.0.1"));
    }

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.9/24", "192.0.2.0", true)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("2001:DB8::1", "2001:db8::1", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("192.0.2.0/24", "no address", false)]
    public void A_network_has_its_addresses(string network, string address, bool has) =>
        Assert.Equal(has, KeyNetworks.Has([KeyNetworks.Read(network)!], address));

    private static async Task<string> KeyAsync(Visitor visitor, object key) =>
        (await AccountsHost.JsonAsync(201, await visitor.SendAsync(HttpMethod.Post, "/api/v1/keys", key))).GetProperty("secret").GetString()!;

    private static Task<int> AskAsync(AccountsHost host, string secret, string from, params (string Name, string Value)[] headers) =>
        AskAsync(host, secret, from, "/probe/owner", headers);

    private static async Task<int> AskAsync(AccountsHost host, string secret, string from, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = host.Client.BaseAddress,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
