using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.TestKit;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>The whole public API with accounts: Ada, who is the administrator, and Bob. Ada has one of everything.</summary>
public sealed class TwoPeople : PublicApiHost, IAsyncLifetime
{
    private const string Password = "a password of theirs";

    public TwoPeople() : base(folder: null, ("ImageGen:AdminEmail", "ada@example.com"), ("ImageGen:AdminPassword", Password), ("Limits:Anonymous", "0"), ("Limits:User", "0"), ("Limits:Key", "0"), ("Limits:Streams", "0"))
    {
    }

    public string Ada { get; private set; } = "";

    public string Bob { get; private set; } = "";

    /// <summary>With all that a key can have.</summary>
    public string AdasKey { get; private set; } = "";

    /// <summary>Ada's, by the names of routes' parameters; <c>{id}</c> by what stands before it.</summary>
    public Dictionary<string, string> Ids { get; } = [];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Ada = await SignInAsync("ada@example.com");
        var bob = await AsAsync(Ada, HttpMethod.Post, "/api/v1/users", new { email = "bob@example.com", name = "Bob" });
        await AsAsync("", HttpMethod.Post, "/api/v1/account/reset", new { token = Text(bob, "link", "token"), password = Password });
        Bob = await SignInAsync("bob@example.com");
        var job = Text(await AsAsync(Ada, HttpMethod.Post, "/api/v1/jobs", new { prompt = "a fox" }), "id");
        Ids["jobs"] = job;
        Ids["images"] = $"img_{job}_1_0";
        Ids["batches"] = Text(await AsAsync(Ada, HttpMethod.Post, "/api/v1/jobs/batch", new { jobs = new[] { new { prompt = "a hen" } } }), "id");
        Ids["templates"] = Text(await AsAsync(Ada, HttpMethod.Post, "/api/v1/templates", new { name = "Ada's", prompt = "a {animal}" }), "id");
        Ids["models"] = "jimeng-t2i-4.0";
        Ids["keys"] = Text(await AsAsync(Ada, HttpMethod.Post, "/api/v1/keys", new { name = "Ada's", scopes = new[] { "jobs:read" } }), "key", "id");
        Ids["teams"] = Text(await AsAsync(Ada, HttpMethod.Post, "/api/v1/teams", new { name = "Ada's" }), "id");
        Ids["sessions"] = (await AsAsync(Ada, HttpMethod.Get, "/api/v1/sessions", null)).GetProperty("data")[0].GetProperty("id").GetString()!;
        Ids["users"] = Ids["members"] = "local";
        AdasKey = Text(await AsAsync(Ada, HttpMethod.Post, "/api/v1/keys", new { name = "all", scopes = new[] { "jobs:read", "jobs:write", "images:read", "templates", "admin" } }), "secret");
        using var picture = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(SourceTree.Root, "docs", "images", "generate.png")));
        picture.Headers.ContentType = new("image/png");
        using var request = Request(Ada, HttpMethod.Post, "/api/v1/uploads", picture);
        using var upload = await Client.SendAsync(request);
        Ids["uploads"] = Text(await upload.Content.ReadFromJsonAsync<JsonElement>(), "id");
    }

    /// <summary>Every address there is, with Ada's ids in it, and its methods.</summary>
    public IEnumerable<(string Method, string Route, string Path)> Addresses() =>
        from endpoint in Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = endpoint.RoutePattern.RawText!
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, "/" + route.Trim('/'), PathOf("/" + route.Trim('/')));

    public async Task<HttpResponseMessage> KnockAsync(string credential, string method, string path)
    {
        // A body that would do, so that nothing else is refused.
        var body = method switch
        {
            "POST" => JsonContent.Create(new { }),
            "PATCH" when path.Contains("/teams/", StringComparison.Ordinal) || path.Contains("/keys/", StringComparison.Ordinal) => JsonContent.Create(new { name = "mine now" }),
            "PATCH" when path.Contains("/jobs/", StringComparison.Ordinal) || path.Contains("/images/", StringComparison.Ordinal) => JsonContent.Create(new { title = "mine now" }),
            "PUT" when path.Contains("/templates/", StringComparison.Ordinal) => JsonContent.Create(new { name = "mine now", prompt = "a fox" }),
            "PUT" or "PATCH" => JsonContent.Create(new { role = "admin" }),
            _ => null,
        };
        using var request = Request(credential, new HttpMethod(method), path, body);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonElement> AsAsync(string credential, HttpMethod method, string path, object? body)
    {
        using var request = Request(credential, method, path, body is null ? null : JsonContent.Create(body));
        using var answer = await Client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Content.Headers.ContentLength is 0 || (int)answer.StatusCode == 204 ? default : await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <param name="credential">A cookie or a key; empty for nobody.</param>
    public static HttpRequestMessage Request(string credential, HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        Show(request, credential);
        return request;
    }

    public static void Show(HttpRequestMessage request, string credential)
    {
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (credential.StartsWith("ig_", StringComparison.Ordinal))
            request.Headers.Add("Authorization", $"Bearer {credential}");
        else if (credential.Length > 0)
            request.Headers.Add("Cookie", credential);
    }

    private static string Text(JsonElement body, params string[] path) => path.Aggregate(body, (element, name) => element.GetProperty(name)).GetString()!;

    public async Task<string> SignInAsync(string email)
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/session", new { email, password = Password });
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private string PathOf(string route)
    {
        var parts = route.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('{'))
                parts[i] = Ids.GetValueOrDefault(parts[i - 1], "nothing");
        }

        return string.Join('/', parts);
    }
}
