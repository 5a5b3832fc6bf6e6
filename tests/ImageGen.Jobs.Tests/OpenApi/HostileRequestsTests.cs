using System.Collections.Concurrent;
using System.Text.Json;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Thousands of requests made out of the description of the API, as it says and otherwise, by an administrator, a user and nobody.</summary>
public sealed class HostileRequestsTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    private const int Callers = 8;
    private static readonly int Requests = int.TryParse(Environment.GetEnvironmentVariable("REQUESTS"), out var asked) ? asked : 20_000;
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), out var asked) ? asked : 20261128;

    [Fact]
    public async Task Nothing_makes_it_our_fault_and_nothing_happens_that_is_not_described()
    {
        var description = await people.ReadAsync("/openapi/v1.json");
        var found = new ConcurrentDictionary<string, string>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(Seed + caller);
            var hostile = new HostileCaller(description, people.Ids, random);
            for (var i = 0; i < Requests / Callers; i++)
                await TryAsync(hostile.Next(), random.Next(10) switch { 0 => "", < 4 => people.Bob, _ => people.AdasKey }, found);
        })));
        Assert.True(found.IsEmpty, $"SEED={Seed}\n" + string.Join('\n', found.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}: {entry.Value}")));
    }

    private async Task TryAsync(HostileRequest request, string credential, ConcurrentDictionary<string, string> found)
    {
        using var message = request.Message;
        TwoPeople.Show(message, credential);
        using var answer = await people.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        var status = (int)answer.StatusCode;
        if (status >= 500 || !request.Documents(status))
            found.TryAdd($"{request.Name} answers {status}", await request.ShowAsync());
        else if (status >= 400 && !await IsProblemAsync(answer))
            found.TryAdd($"{request.Name} answers {status} without a problem", await request.ShowAsync());
    }

    private static async Task<bool> IsProblemAsync(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return false;
        var text = await answer.Content.ReadAsStringAsync();
        return !text.Contains("System.", StringComparison.Ordinal) && !text.Contains("   at ", StringComparison.Ordinal)
            && JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() is { Length: > 0 };
    }
}
