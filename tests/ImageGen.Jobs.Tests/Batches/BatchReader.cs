using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Batches;

/// <summary>What tests ask of the answers to a batch.</summary>
internal static class BatchReader
{
    public static Task<HttpResponseMessage> PostBatchAsync(this JobsHost host, string body, string? key = null) =>
        key is null ? host.PostAsync("/api/v1/jobs/batch", body) : host.PostAsync("/api/v1/jobs/batch", body, ("Idempotency-Key", key));

    public static async Task<JsonElement> BatchAsync(this JobsHost host, string body, string? key = null)
    {
        var response = await host.PostBatchAsync(body, key);
        Assert.True((int)response.StatusCode == 202, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static string IdOf(JsonElement batch) => batch.GetProperty("id").GetString()!;

    public static IReadOnlyList<JsonElement> EntriesOf(JsonElement batch) => [.. batch.GetProperty("entries").EnumerateArray()];

    /// <returns>The ids of the jobs; null where an entry was refused.</returns>
    public static IReadOnlyList<string?> JobsOf(JsonElement batch) =>
        [.. EntriesOf(batch).Select(entry => entry.TryGetProperty("job", out var job) ? job.GetProperty("id").GetString() : null)];

    public static string? PointerOf(JsonElement entry) => entry.GetProperty("error").GetProperty("errors")[0].GetProperty("pointer").GetString();
}
