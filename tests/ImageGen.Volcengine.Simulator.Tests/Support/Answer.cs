using System.Net;
using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>An answer of the API in either shape.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonObject Body)
{
    public int? Code => Body["code"]?.GetValue<int>();

    public JsonNode? Data => Body["data"];

    public string? TaskStatus => Data?["status"]?.GetValue<string>();

    public string? GatewayCode => GatewayError?[nameof(Code)]?.GetValue<string>();

    public JsonNode? GatewayError => Body["ResponseMetadata"]?["Error"];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
}
