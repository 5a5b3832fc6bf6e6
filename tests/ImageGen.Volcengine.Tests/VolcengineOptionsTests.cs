using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Tests;

public class VolcengineOptionsTests
{
    [Theory]
    [InlineData("AKLT", "secret", "", null)]
    [InlineData("", "", "key", null)]
    [InlineData("AKLT", "secret", "key", null)]
    [InlineData("", "", "", "or ARK_API_KEY")]
    [InlineData("AKLT", "", "key", "go together")]
    [InlineData("", "secret", "", "go together")]
    public void One_of_the_two_keys_is_enough(string accessKey, string secretKey, string arkKey, string? problem)
    {
        var result = new VolcengineOptionsCheck().Validate(
            null, new VolcengineOptions { AccessKey = accessKey, SecretKey = secretKey, Ark = { ApiKey = arkKey } });
        Assert.Equal(problem is null, result.Succeeded);
        if (problem is not null)
            Assert.Contains(problem, result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ark.cn-beijing.volces.com")]
    [InlineData("https://ark.cn-beijing.volces.com/api/v3")]
    public void An_endpoint_is_an_address_without_a_path(string endpoint)
    {
        var result = new VolcengineOptionsCheck().Validate(null, new VolcengineOptions { Ark = { ApiKey = "key", Endpoint = endpoint } });
        Assert.Contains("ARK_ENDPOINT", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_waits_longer_than_the_slowest_call_that_can_be_on_the_wire()
    {
        var catalogue = ModelCatalogue.BuiltIn();
        var least = TimeSpan.FromSeconds(30);
        var slowest = catalogue.Models.Where(model => model.Provider.Api == "ark").Max(model => model.MaxSeconds);
        Assert.True(StopPatience.Of(least, catalogue, new VolcengineOptions { Ark = { ApiKey = "key" } }) > TimeSpan.FromSeconds(slowest));
        Assert.True(StopPatience.Of(least, catalogue, new VolcengineOptions { AccessKey = "AKLT" }) < TimeSpan.FromSeconds(slowest));
        Assert.Equal(TimeSpan.FromHours(1), StopPatience.Of(TimeSpan.FromHours(1), catalogue, new VolcengineOptions()));
    }
}
