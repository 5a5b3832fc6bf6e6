using System.Text.Json;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>The record, as the administrator reads it.</summary>
internal static class Recorded
{
    /// <returns>What was done to the object, in that order, once there are so many entries.</returns>
    public static async Task<IReadOnlyList<JsonElement>> EntriesAsync(this TwoPeople people, string id, int count)
    {
        await Eventually.HoldsAsync($"{count} entries are there", async () => (await people.ListedAsync($"?object={id}")).Count >= count);
        return [.. (await people.ListedAsync($"?object={id}")).OrderBy(entry => entry.GetProperty("created_at").GetDateTimeOffset())];
    }

    public static async Task<IReadOnlyList<JsonElement>> ListedAsync(this TwoPeople people, string query) =>
        [.. (await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/audit{query}", null)).GetProperty("data").EnumerateArray()];
}
