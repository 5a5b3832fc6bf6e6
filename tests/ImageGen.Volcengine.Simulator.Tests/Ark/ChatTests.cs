using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests.Ark;

/// <summary>The chat models of the Ark API.</summary>
public sealed class ChatTests
{
    private const string Model = "doubao-seed-1-6-251015";

    [Theory]
    [InlineData("a fox", "a fox, ")]
    [InlineData("一只猫", "一只猫，")]
    public async Task A_question_is_answered_richer_than_it_was(string question, string beginning)
    {
        await using var simulator = await ArkClient.StartAtOnceAsync();
        var (status, answer) = await AskAsync(simulator, Body(question));
        Assert.Equal(HttpStatusCode.OK, status);
        var choice = answer["choices"]![0]!;
        Assert.StartsWith(beginning, choice["message"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("stop", "assistant"), (choice["finish_reason"]!.GetValue<string>(), choice["message"]!["role"]!.GetValue<string>()));
        Assert.True(answer["usage"]!["total_tokens"]!.GetValue<int>() > 0);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", 400, "MissingParameter")]
    [InlineData("""{"model":"none","messages":[{"role":"user","content":"a"}]}""", 404, "InvalidEndpointOrModel.NotFound")]
    [InlineData("""{"model":"MODEL"}""", 400, "MissingParameter")]
    [InlineData("""{"model":"MODEL","messages":[]}""", 400, "InvalidParameter")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"robot","content":"a"}]}""", 400, "InvalidParameter")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"system","content":"a"}]}""", 400, "InvalidParameter")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"user","content":""}]}""", 400, "MissingParameter")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"user","content":"a"}],"temperature":3}""", 400, "InvalidParameter")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"user","content":"a"}],"prompt":"a"}""", 400, "InvalidParameter.UnsupportedParameter")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"user","content":"违禁"}]}""", 400, "InputTextSensitiveContentDetected")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"user","content":"侵权"}]}""", 400, "InputTextSensitiveContentDetected.PolicyViolation")]
    [InlineData("""{"model":"MODEL","messages":[{"role":"user","content":"高危画面"}]}""", 400, "OutputTextSensitiveContentDetected")]
    [InlineData("not json", 400, "InvalidParameter")]
    public async Task What_is_wrong_is_refused(string body, int status, string code)
    {
        await using var simulator = await ArkClient.StartAtOnceAsync();
        var (answered, answer) = await AskAsync(simulator, body.Replace("MODEL", Model, StringComparison.Ordinal));
        Assert.Equal((status, code), ((int)answered, answer["error"]!["code"]!.GetValue<string>()));
        Assert.Contains("Request id: ", answer["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_answered_without_a_key_and_an_answer_ends_at_its_limit()
    {
        await using var simulator = await ArkClient.StartAtOnceAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(simulator, Body("a fox"), key: "another")).Status);
        var (_, answer) = await AskAsync(simulator, $$"""{"model":"{{Model}}","messages":[{"role":"user","content":"a fox"}],"max_tokens":4}""");
        Assert.Equal(("length", "a fo"), (answer["choices"]![0]!["finish_reason"]!.GetValue<string>(), answer["choices"]![0]!["message"]!["content"]!.GetValue<string>()));
    }

    private static string Body(string question) => new JsonObject
    {
        ["model"] = Model,
        ["messages"] = new JsonArray(new JsonObject { ["role"] = "system", ["content"] = "Be brief." }, new JsonObject { ["role"] = "user", ["content"] = question }),
        ["temperature"] = 0.7,
    }.ToJsonString();

    private static async Task<(HttpStatusCode Status, JsonObject Body)> AskAsync(RunningSimulator simulator, string body, string key = SimulatorCredentials.ArkApiKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v3/chat/completions") { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        using var response = await simulator.Http.SendAsync(request);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }
}
