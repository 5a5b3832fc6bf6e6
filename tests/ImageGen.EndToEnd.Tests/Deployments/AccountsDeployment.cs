using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit.Oidc;
using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>The distributed platform with accounts: that service twice, each before a gateway of its own.</summary>
public sealed class AccountsDeployment(RabbitMqServer rabbitMq, MongoServer mongo) : DistributedDeployment(rabbitMq, mongo)
{
    private const string Email = "ada@example.com";
    private const string Password = "a password of ada's";

    /// <summary>What the operator calls the installation; whichever gateway answers there, the test says.</summary>
    internal const string PublicUrl = "http://images.localhost";

    private OidcServer? provider;

    /// <summary>Of a session of the administrator.</summary>
    internal string Cookie { get; private set; } = "";

    /// <summary>Where people sign in too.</summary>
    internal OidcServer Provider => provider!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (provider is not null)
            await provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected override async Task<ServiceProcess> StartServicesAsync(IReadOnlyDictionary<string, string> environment)
    {
        provider = await OidcServer.StartAsync(endsSessions: true);
        var accounts = await StartAccountsAsync("accounts-1", environment);
        var others = await StartAccountsAsync("accounts-2", environment);
        var inside = With(environment, accounts);
        var worker = await StartProcessAsync("worker-1", "ImageGen.Volcengine.Worker", inside);
        var storage = await StartProcessAsync("storage", "ImageGen.Storage.Service", inside);
        var jobs = await StartProcessAsync("jobs-1", "ImageGen.Jobs.Api", inside);
        (string, string)[] services =
            [("Gateway__Jobs", jobs.Address.ToString()), ("Gateway__Storage", storage.Address.ToString()), ("Gateway__Worker", worker.Address.ToString())];
        await StartProcessAsync("gateway-2", "ImageGen.Gateway", With(environment, others), services);
        return await StartProcessAsync("gateway", "ImageGen.Gateway", inside, services);
    }

    private protected override async Task SignInAsync(HttpClient client)
    {
        await Eventually.HoldsAsync("the administrator can sign in", async () =>
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/session", new { email = Email, password = Password });
            Cookie = answer.IsSuccessStatusCode ? answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0] : "";
            return Cookie.Length > 0;
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys")
        {
            Content = JsonContent.Create(new { name = "tests", scopes = new[] { "jobs:read", "jobs:write", "images:read" } }),
        };
        // The client keeps the cookie by itself, as a browser does.
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var made = await client.SendAsync(request);
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
    }

    private Task<ServiceProcess> StartAccountsAsync(string name, IReadOnlyDictionary<string, string> environment) =>
        StartProcessAsync(
            name, "ImageGen.Accounts.Api", environment, ("IMAGEGEN_ADMIN_EMAIL", Email), ("IMAGEGEN_ADMIN_PASSWORD", Password), ("IMAGEGEN_PUBLIC_URL", PublicUrl),
            ("IMAGEGEN_OIDC_AUTHORITY", Provider.Address), ("IMAGEGEN_OIDC_CLIENT_ID", OidcServer.ClientId), ("IMAGEGEN_OIDC_CLIENT_SECRET", OidcServer.ClientSecret),
            ("IMAGEGEN_OIDC_DOMAINS", "example.com"));

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> environment, ServiceProcess accounts) =>
        new(environment) { ["IMAGEGEN_ACCOUNTS_URL"] = accounts.Address.ToString() };
}

/// <summary>Tests on one platform with accounts, one after the other.</summary>
[CollectionDefinition]
public sealed class OnAccounts : ICollectionFixture<AccountsDeployment>;
