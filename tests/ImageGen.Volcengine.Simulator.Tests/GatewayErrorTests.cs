using System.Net;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>Refusals before a call reaches the service, on real Kestrel.</summary>
public sealed class GatewayErrorTests
{
    [Fact]
    public async Task A_wrong_secret_is_refused_in_the_gateways_shape()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of("a cat"), new SigningClient { SecretKey = "wrong" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("SignatureDoesNotMatch", answer.GatewayCode);
        Assert.Equal(100010, answer.GatewayError!["CodeN"]!.GetValue<int>());
        var metadata = answer.Body["ResponseMetadata"]!;
        Assert.Equal("CVSync2AsyncSubmitTask", metadata["Action"]!.GetValue<string>());
        Assert.Equal("2022-08-31", metadata["Version"]!.GetValue<string>());
        Assert.Equal("cv", metadata["Service"]!.GetValue<string>());
        Assert.Equal("cn-north-1", metadata["Region"]!.GetValue<string>());
        Assert.NotEmpty(metadata["RequestId"]!.GetValue<string>());
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("authorization", HttpStatusCode.Unauthorized, "MissingAuthenticationToken")]
    [InlineData("x-date", HttpStatusCode.BadRequest, "MissingParameter")]
    [InlineData("query", HttpStatusCode.BadRequest, "MissingParameter")]
    [InlineData("content-type", HttpStatusCode.OK, null)]
    public async Task What_is_missing_is_said(string what, HttpStatusCode status, string? code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of("a cat"), new SigningClient
        {
            Spoil = request =>
            {
                switch (what)
                {
                    case "content-type": request.Content!.Headers.ContentType = null; break;
                    case "query": request.RequestUri = new Uri(request.RequestUri!, "/"); break;
                    default: request.Headers.Remove(what); break;
                }
            },
        });

        Assert.Equal((status, code), (answer.Status, answer.GatewayCode));
    }

    [Theory]
    [InlineData("CVSync2AsyncSubmitTask", "2020-08-26", HttpStatusCode.NotFound, "InvalidActionOrVersion")]
    [InlineData("CVProcess", "2022-08-31", HttpStatusCode.NotFound, "InvalidActionOrVersion")]
    public async Task Another_action_or_version_is_not_found(string action, string version, HttpStatusCode status, string code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.CallAsync(action, Orders.Of("a cat"), version: version);

        Assert.Equal((status, code), (answer.Status, answer.GatewayCode));
    }

    [Fact]
    public async Task A_request_signed_too_long_ago_is_refused()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        using var request = new SigningClient().Sign(
            simulator.Http.BaseAddress!, "CVSync2AsyncSubmitTask", "2022-08-31", Orders.Of("a cat"),
            simulator.Time.GetUtcNow().AddMinutes(-16));

        using var response = await simulator.Http.SendAsync(request);

        var answer = await Answer.ReadAsync(response);
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidTimestamp"), (answer.Status, answer.GatewayCode));
    }

    [Fact]
    public async Task A_body_changed_on_the_way_is_refused_and_not_paid()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of("a cat"), new SigningClient
        {
            Spoil = request => request.Content = new ByteArrayContent("{}"u8.ToArray()),
        });

        Assert.Equal("SignatureDoesNotMatch", answer.GatewayCode);
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

}
