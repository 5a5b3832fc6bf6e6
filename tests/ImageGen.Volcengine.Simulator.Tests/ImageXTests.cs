using System.Net;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>veImageX, as strict as the Visual API that it wraps.</summary>
public sealed class ImageXTests
{
    private const string Create = "CreateCVImageGenerateTask&ServiceId=" + SimulatorCredentials.ServiceId;
    private const string Get = "GetCVImageGenerateTask&ServiceId=" + SimulatorCredentials.ServiceId;
    private static readonly SigningClient Signer = new() { Service = "imagex" };

    [Fact]
    public async Task A_task_is_accepted_made_and_billed_once()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var accepted = await simulator.CallAsync(Create, Order(), Signer, "2023-05-01");
        var taskId = accepted.Body["Result"]!["TaskId"]!.GetValue<string>();
        Assert.Equal(taskId, accepted.Body["Result"]!["RespJson"]!["data"]!["task_id"]!.GetValue<string>());
        Assert.Equal("imagex", accepted.Body["ResponseMetadata"]!["Service"]!.GetValue<string>());

        Assert.Equal("in_queue", (await AskAsync(simulator, taskId)).Body["Result"]!["Status"]!.GetValue<string>());
        simulator.Time.Advance(TimeSpan.FromSeconds(10));
        var result = (await AskAsync(simulator, taskId)).Body["Result"]!;

        Assert.Equal(("done", taskId), (result["Status"]!.GetValue<string>(), result["TaskId"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.OK, (await simulator.Http.GetAsync(result["ImageUrls"]![0]!.GetValue<string>(), TestContext.Current.CancellationToken)).StatusCode);
        var ledger = await simulator.LedgerAsync();
        Assert.Equal((1, "imagex"), (ledger["total"]!.GetValue<int>(), ledger["submissions"]![0]!["api"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_the_model_refuses_is_said_inside()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var answer = await simulator.CallAsync(Create, Order(("prompt", "违禁")), Signer, "2023-05-01");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("", 50412), (answer.Body["Result"]!["TaskId"]!.GetValue<string>(), answer.Body["Result"]!["RespJson"]!["code"]!.GetValue<int>()));
        answer = await simulator.CallAsync(Create, Order(("a_field_of_tomorrow", 1)), Signer, "2023-05-01");
        Assert.Equal(50200, answer.Body["Result"]!["RespJson"]!["code"]!.GetValue<int>());
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("CreateCVImageGenerateTask", "MissingParameter")]
    [InlineData("CreateCVImageGenerateTask&ServiceId=another", "AccessDenied")]
    public async Task The_image_service_must_exist(string action, string code)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        Assert.Equal(code, (await simulator.CallAsync(action, Order(), Signer, "2023-05-01")).GatewayCode);
    }

    [Theory]
    [InlineData("ModelAction", null, "MissingParameter")]
    [InlineData("ModelVersion", null, "MissingParameter")]
    [InlineData("ReqJson", null, "MissingParameter")]
    [InlineData("Domain", null, "MissingParameter")]
    [InlineData("Template", null, "MissingParameter")]
    [InlineData("Outputs", null, "MissingParameter")]
    [InlineData("FieldOfTomorrow", "x", "MissingParameter")]
    [InlineData("ReqJson", "{}", "MissingParameter")]
    [InlineData("Overwrite", "yes", "MissingParameter")]
    [InlineData("ModelAction", "CVProcess", "InvalidActionOrVersion")]
    [InlineData("ModelVersion", "2020-08-26", "InvalidActionOrVersion")]
    public async Task The_body_is_held_to_its_fields(string field, string? value, string code)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var order = Order();
        order[field] = value;
        if (value is null)
            order.Remove(field);
        Assert.Equal(code, (await simulator.CallAsync(Create, order, Signer, "2023-05-01")).GatewayCode);
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_signature_for_the_Visual_API_is_none_for_this_one_nor_the_other_way_round()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        Assert.Equal("InvalidCredential", (await simulator.CallAsync(Create, Order(), new SigningClient(), "2023-05-01")).GatewayCode);
        Assert.Equal("InvalidCredential", (await simulator.SubmitAsync(Orders.Of("a cat"), Signer)).GatewayCode);
        Assert.Equal("InvalidActionOrVersion", (await simulator.CallAsync(Create, Order(), Signer)).GatewayCode);
    }

    private static Dictionary<string, object?> Order(params (string Name, object? Value)[] more) => new()
    {
        ["ModelAction"] = "CVSync2AsyncSubmitTask",
        ["ModelVersion"] = "2022-08-31",
        ["ReqJson"] = Orders.Of("a cat", more),
        ["Domain"] = "pictures.example.com",
        ["Template"] = "tplv-simulator01-original",
        ["Outputs"] = Array.Empty<string>(),
    };

    private static Task<Answer> AskAsync(RunningSimulator simulator, string taskId) => simulator.CallAsync(Get, new Dictionary<string, object?>
    {
        ["ModelAction"] = "CVSync2AsyncGetResult",
        ["ModelVersion"] = "2022-08-31",
        ["ReqJson"] = new { req_key = Orders.ReqKey, req_json = """{"return_url":true}""" },
        ["TaskId"] = taskId,
    }, Signer, "2023-05-01");
}
