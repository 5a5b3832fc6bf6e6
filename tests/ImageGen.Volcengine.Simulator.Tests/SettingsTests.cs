using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task What_is_not_named_keeps_its_value()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        await simulator.PutSettingsAsync(new { qps = 7 });

        var settings = await simulator.Http.GetFromJsonAsync<JsonObject>("/_simulator/settings");
        Assert.Equal(7, settings!["qps"]!.GetValue<int>());
        Assert.Equal(300, settings["queue_ms"]!.GetValue<int>());
        Assert.Equal("drawn", settings["picture"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{\"queue\":1}")]
    [InlineData("{\"queue_ms\":-1}")]
    [InlineData("{\"queue_ms\":\"1\"}")]
    [InlineData("{\"generate_min_ms\":9000}")]
    [InlineData("{\"picture\":\"photo\"}")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Settings_that_make_no_sense_are_refused(string json)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        using var response = await simulator.Http.PutAsync("/_simulator/settings", new StringContent(json));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public void Settings_that_make_no_sense_stop_the_start() =>
        Assert.Throws<ArgumentException>(() => SimulatorApp.Create(new SimulatorOptions { Settings = new SimulatorSettings { Qps = -1 } }));
}
