using System.Net.Http.Json;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Whoever reaches a service beside the gateway gets nothing without a token of ours that is good now.</summary>
public sealed class PastTheDoorTests(BehindTheDoor services) : IClassFixture<BehindTheDoor>
{
    [Theory]
    [InlineData("nothing")]
    [InlineData("the cookie of a session")]
    [InlineData("a key")]
    [InlineData("a token that is replayed after its minute")]
    [InlineData("a token of the future")]
    [InlineData("a token that another has signed")]
    [InlineData("a token that nobody has signed")]
    [InlineData("a token for others")]
    [InlineData("a token of others")]
    [InlineData("a token with the payload of another")]
    public async Task Who_shows_this_to_a_service_gets_nothing_that_is_not_open(string shown)
    {
        var (header, value) = await CredentialAsync(shown);
        foreach (var endpoint in services.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var path = "/" + endpoint.RoutePattern.RawText!.Trim('/');
                // Of what the table does not know it says nothing: SecurityTests do.
                if (SecurityTable.Scopes.GetValueOrDefault($"{method} {path}") == SecurityTable.Open)
                    continue;
                Assert.Equal($"{method} {path}: 401", $"{method} {path}: {await KnockAsync(method, path.Replace('{', 'x').Replace('}', 'x'), header, value)}");
            }
        }
    }

    [Fact]
    public async Task With_a_good_token_it_is_served() =>
        Assert.Equal(200, await KnockAsync("GET", "/api/v1/account", "Authorization", $"Bearer {await services.TokenAsync()}"));

    private async Task<(string Header, string Value)> CredentialAsync(string shown)
    {
        switch (shown)
        {
            case "nothing":
                return ("X-Nothing", "");
            case "the cookie of a session":
                using (var session = await services.Client.PostAsJsonAsync("/api/v1/session", new { email = "ada@example.com", password = "a password of ada's" }))
                    return ("Cookie", session.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
            case "a key":
                return ("Authorization", $"Bearer {await KeyAsync()}");
            case "a token with the payload of another":
                var (one, other) = ((await services.TokenAsync()).Split('.'), (await services.TokenAsync(from: -1)).Split('.'));
                return ("Authorization", $"Bearer {one[0]}.{other[1]}.{one[2]}");
            default:
                return ("Authorization", "Bearer " + shown switch
                {
                    "a token that is replayed after its minute" => await services.TokenAsync(from: -91),
                    "a token of the future" => await services.TokenAsync(from: 60),
                    "a token that another has signed" => await services.TokenAsync(isForeign: true),
                    "a token that nobody has signed" => await services.TokenAsync(isSigned: false),
                    "a token for others" => await services.TokenAsync(audience: "another"),
                    _ => await services.TokenAsync(issuer: "https://accounts.example.com"),
                });
        }
    }

    /// <summary>One that is good at the door.</summary>
    private async Task<string> KeyAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = JsonContent.Create(new { name = "ada's", scopes = Scopes.OfKeys }) };
        request.Headers.Add("Authorization", $"Bearer {await services.TokenAsync()}");
        using var answer = await services.Client.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("secret").GetString()!;
    }

    private async Task<int> KnockAsync(string method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(new { });
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await services.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (int)answer.StatusCode;
    }
}
