using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Walks every address that there is, so that a new one can not be forgotten: who adds one that lets more people in names it here.</summary>
public sealed class IsolationTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    /// <summary>What needs neither account nor key.</summary>
    private static readonly string[] Open =
    [
        "GET /health/live", "GET /health/ready", "GET /openapi/v1.json", "GET /docs", "GET /docs/start.js", "GET /docs/library/favicon.svg",
        "GET /docs/library/{documentName?}", "GET /docs/library/scalar.js", "GET /docs/library/scalar.aspnetcore.js", "GET /api/v1/system",
        "POST /api/v1/client-errors", "GET /api/v1/session", "POST /api/v1/session", "GET /api/v1/session/oidc", "GET /api/v1/session/oidc/callback", "POST /api/v1/setup", "POST /api/v1/account/reset",
        // These are given by an unguessable token in the address.
        "POST /api/v1/callbacks/volcengine/{token:maxlength(200)}", "GET /api/v1/provider-inputs/{token}", "HEAD /api/v1/provider-inputs/{token}",
        "GET /api/v1/shared/{token}", "HEAD /api/v1/shared/{token}",
    ];

    /// <summary>What everybody who is known gets an answer of, each their own.</summary>
    private static readonly string[] Everybodys =
    [
        "GET /api/v1/jobs", "POST /api/v1/jobs", "POST /api/v1/jobs/batch", "GET /api/v1/images", "POST /api/v1/images/export", "GET /api/v1/links", "GET /api/v1/events", "POST /api/v1/uploads", "POST /api/v1/labels/read", "GET /api/v1/models", "GET /api/v1/models/{id}", "GET /api/v1/styles",
        "GET /api/v1/templates", "POST /api/v1/templates", "GET /api/v1/templates/export", "POST /api/v1/templates/import", "POST /api/v1/prompts/optimize",
        "GET /api/v1/usage", "GET /api/v1/account", "POST /api/v1/account/password", "GET /api/v1/keys", "POST /api/v1/keys", "GET /api/v1/teams",
        "DELETE /api/v1/session", "DELETE /api/v1/sessions", "GET /api/v1/sessions",
    ];

    private static readonly string[] Administrators =
    [
        "GET /api/v1/audit", "GET /api/v1/reviews", "GET /api/v1/admin/documents", "GET /api/v1/admin/jobs/{id}", "GET /api/v1/admin/providers", "POST /api/v1/teams", "DELETE /api/v1/teams/{id}",
        "GET /api/v1/users", "POST /api/v1/users", "GET /api/v1/users/{id}", "PATCH /api/v1/users/{id}", "POST /api/v1/users/{id}/reset",
        "DELETE /api/v1/users/{id}/sessions",
    ];

    [Fact]
    public async Task Nobody_gets_anything_but_what_is_open()
    {
        foreach (var (method, route, path) in people.Addresses())
        {
            if (Open.Contains($"{method} {route}"))
                continue;
            using var answer = await people.KnockAsync("", method, path);
            Assert.True((int)answer.StatusCode == 401, $"{method} {route}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public void Nothing_is_named_here_that_is_not_there()
    {
        var there = people.Addresses().Select(address => $"{address.Method} {address.Route}").ToHashSet();
        Assert.Empty(Open.Concat(Everybodys).Concat(Administrators).Except(there));
    }

    [Fact]
    public async Task Another_user_gets_nothing_of_Adas_and_learns_not_that_it_is_there()
    {
        foreach (var (method, route, path) in people.Addresses().Where(address => !IsEverybodys(address)))
        {
            using var answer = await people.KnockAsync(people.Bob, method, path);
            var expected = Administrators.Contains($"{method} {route}") ? 403 : 404;
            Assert.True((int)answer.StatusCode == expected, $"{method} {route}: {(int)answer.StatusCode}, not {expected}");
        }
    }

    /// <summary>Else the walk above would show nothing: what it asks for is there.</summary>
    [Theory]
    [InlineData("jobs")]
    [InlineData("batches")]
    [InlineData("templates")]
    [InlineData("uploads")]
    [InlineData("teams")]
    [InlineData("users")]
    public async Task Ada_gets_what_is_hers(string collection)
    {
        using var answer = await people.KnockAsync(people.Ada, "GET", $"/api/v1/{collection}/{people.Ids[collection]}");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Lists_show_only_what_is_ones_own()
    {
        Assert.DoesNotContain(people.Ids["jobs"], await IdsAsync(people.Bob));
        Assert.DoesNotContain(people.Ids["keys"], (await people.AsAsync(people.Bob, HttpMethod.Get, "/api/v1/keys", null)).GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await people.AsAsync(people.Bob, HttpMethod.Get, "/api/v1/teams", null)).GetProperty("data").EnumerateArray());
        Assert.Contains(people.Ids["jobs"], await IdsAsync(people.Ada));

        async Task<IEnumerable<string?>> IdsAsync(string credential) =>
            (await people.AsAsync(credential, HttpMethod.Get, "/api/v1/jobs", null)).GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString()).ToList();
    }

    [Theory]
    [InlineData("jobs")]
    [InlineData("uploads")]
    public async Task What_is_anothers_can_not_be_named_in_a_job(string collection)
    {
        var id = collection == "jobs" ? people.Ids["images"] : people.Ids["uploads"];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { prompt = "a fox", references = new[] { id } }),
        };
        request.Headers.Add("Cookie", people.Bob);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await people.Client.SendAsync(request);
        await JobsHost.ProblemAsync(answer, 422);
    }

    [Fact]
    public async Task A_key_opens_nothing_that_its_scope_does_not()
    {
        var key = (await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/keys", new { name = "templates", scopes = new[] { "templates" } })).GetProperty("secret").GetString()!;
        string[] any = ["GET /api/v1/models", "GET /api/v1/models/{id}", "GET /api/v1/styles", "GET /api/v1/account"];
        foreach (var (method, route, path) in people.Addresses())
        {
            var address = $"{method} {route}";
            if (Open.Contains(address))
                continue;
            using var answer = await people.KnockAsync(key, method, path);
            if (route.StartsWith("/api/v1/templates", StringComparison.Ordinal))
                Assert.True((int)answer.StatusCode is 200 or 404 or 422 or 400, $"{address}: {(int)answer.StatusCode}");
            else
                Assert.True((int)answer.StatusCode == (any.Contains(address) ? 200 : 403), $"{address}: {(int)answer.StatusCode}");
        }
    }

    /// <summary>A stream of everybody's that is open sends only what is one's own.</summary>
    [Fact]
    public async Task A_stream_tells_nothing_of_anothers_jobs()
    {
        using var stream = await people.KnockAsync(people.Bob, "GET", "/api/v1/events");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
        await people.AsAsync(people.Ada, HttpMethod.Post, "/api/v1/jobs", new { prompt = "Ada's" });
        var own = (await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/jobs", new { prompt = "Bob's" })).GetProperty("id").GetString()!;

        string? line;
        do
        {
            line = await reader.ReadLineAsync();
            Assert.DoesNotContain("Ada's", line, StringComparison.Ordinal);
        }
        while (line?.Contains(own, StringComparison.Ordinal) == false);
        Assert.NotNull(line);
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/jobs/{own}/cancel", null);
    }

    private static bool IsEverybodys((string Method, string Route, string Path) address) =>
        Open.Concat(Everybodys).Contains($"{address.Method} {address.Route}");
}
