using System.Reflection;
using ImageGen.Catalogue;
using ImageGen.Volcengine.Settings;

namespace ImageGen.Volcengine.Tests.Settings;

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
    [InlineData("https://ark.cn-beijing.volces.com", "https://ark.cn-beijing.volces.com/api/v3/images/generations")]
    [InlineData("https://ark.cn-beijing.volces.com/", "https://ark.cn-beijing.volces.com/api/v3/images/generations")]
    [InlineData("https://ark.cn-beijing.volces.com/api/v3", "https://ark.cn-beijing.volces.com/api/v3/images/generations")]
    [InlineData("https://ark.cn-beijing.volces.com/api/plan/v3/", "https://ark.cn-beijing.volces.com/api/plan/v3/images/generations")]
    [InlineData("https://ark.cn-beijing.volces.com/api/v3/images/generations", "https://ark.cn-beijing.volces.com/api/v3/images/generations")]
    [InlineData("http://gateway.corp:8080/ark", "http://gateway.corp:8080/ark/images/generations")]
    public void The_address_of_Ark_may_have_a_path(string endpoint, string address)
    {
        var options = new VolcengineOptions { Ark = { ApiKey = "key", Endpoint = endpoint } };
        Assert.True(new VolcengineOptionsCheck().Validate(null, options).Succeeded);
        Assert.Equal(address, options.Ark.Address().AbsoluteUri);
    }

    [Theory]
    [InlineData("ark.cn-beijing.volces.com")]
    [InlineData("ftp://ark.cn-beijing.volces.com")]
    [InlineData("https://ark.cn-beijing.volces.com/api/v3?key=1")]
    [InlineData("https://somebody:secret@ark.cn-beijing.volces.com")]
    public void What_is_no_address_is_told(string endpoint)
    {
        var result = new VolcengineOptionsCheck().Validate(null, new VolcengineOptions { Ark = { ApiKey = "key", Endpoint = endpoint } });
        Assert.Contains("ARK_ENDPOINT", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_address_has_no_path_because_the_path_is_signed()
    {
        var options = new VolcengineOptions { AccessKey = "a", SecretKey = "s", Visual = { Endpoint = "https://visual.volcengineapi.com/v1" } };
        Assert.Contains("VOLCENGINE_VISUAL_ENDPOINT", new VolcengineOptionsCheck().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    public static TheoryData<string, object> OutOfRange => new()
    {
        { nameof(VolcengineOptions.ParallelSubmits), new VolcengineOptions { ParallelSubmits = 0 } },
        { nameof(VolcengineOptions.ParallelPolls), new VolcengineOptions { ParallelPolls = 1_001 } },
        { nameof(VolcengineOptions.InputBytesInFlight), new VolcengineOptions { InputBytesInFlight = 1 } },
        { nameof(VolcengineOptions.InputBytesInFlight), new VolcengineOptions { InputBytesInFlight = 3L << 30 } },
        { nameof(VolcengineOptions.PollsPerSecond), new VolcengineOptions { PollsPerSecond = -0.1 } },
        { nameof(VolcengineOptions.PollsPerSecond), new VolcengineOptions { PollsPerSecond = double.NaN } },
        { "IMAGEGEN_RESTORED", new VolcengineOptions { Restored = new string('r', 101) } },
        { nameof(VolcengineOptions.RefusalPatienceSeconds), new VolcengineOptions { RefusalPatienceSeconds = 86_401 } },
        { nameof(VisualOptions.SubmitTimeoutSeconds), new VolcengineOptions { Visual = { SubmitTimeoutSeconds = 0 } } },
        { nameof(VisualOptions.SubmitTimeoutSeconds), new VolcengineOptions { Visual = { SubmitTimeoutSeconds = 51 } } },
        { nameof(VisualOptions.ResultTimeoutSeconds), new VolcengineOptions { Visual = { ResultTimeoutSeconds = 19 } } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void One_that_is_out_of_its_range_is_named(string setting, object options)
    {
        var result = new VolcengineOptionsValidator().Validate(null, (VolcengineOptions)options);
        Assert.Contains(setting, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_set_is_in_its_range() => Assert.True(new VolcengineOptionsValidator().Validate(null, new VolcengineOptions()).Succeeded);

    /// <summary>A setting that is declared and read nowhere would be set in vain.</summary>
    [Fact]
    public void What_is_declared_for_an_API_is_an_option_and_has_its_default()
    {
        foreach (var setting in ProviderApis.All.SelectMany(api => api.Settings))
        {
            var path = setting.Name.Split(':');
            Assert.Equal(VolcengineOptions.Section, path[0]);
            var option = path.Skip(1).Aggregate((object?)new VolcengineOptions(), (options, name) => Assert.IsType<PropertyInfo>(options!.GetType().GetProperty(name), exactMatch: false).GetValue(options));
            Assert.Equal(setting.Default ?? "", option ?? "");
        }
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
