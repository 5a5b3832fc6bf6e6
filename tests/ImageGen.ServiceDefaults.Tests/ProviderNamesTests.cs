using System.Text.RegularExpressions;
using ImageGen.Catalogue;
using ImageGen.TestKit;

namespace ImageGen.ServiceDefaults.Tests;

/// <summary>The files that can not read <see cref="ProviderApis"/> name what it declares, and nothing else of the provider.</summary>
public sealed partial class ProviderNamesTests
{
    private static readonly string[] Declared = [.. Names(ProviderApis.Settings)];
    private static readonly string[] Endpoints = [.. Names(ProviderApis.All.Select(api => api.Endpoint))];
    private static readonly string[] ResultHosts = [.. Names(ProviderApis.Settings.Where(setting => setting.IsResultHost))];
    private static readonly string[] Keys = [.. Names(ProviderApis.All.SelectMany(api => api.Keys).Distinct())];

    /// <summary>One of each API's keys is enough to know that there is an account, because the others go with it.</summary>
    private static readonly string[] SignsOfAnAccount = [.. Names(ProviderApis.All.Select(api => api.Keys[0]).Append(ProviderApis.AccountsFile).Distinct())];

    [Theory]
    [InlineData(".env.example")]
    [InlineData("docker-compose.yml")]
    public void All_that_can_be_set_is_named_and_nothing_else(string file) =>
        Assert.Equal(Declared, NamesIn(Text(file)));

    [Theory]
    [InlineData("deploy/compose/secrets.yml")]
    [InlineData("deploy/compose/simulator.yml")]
    [InlineData("deploy/local/run-distributed.sh")]
    [InlineData("Makefile")]
    public void Nothing_is_named_that_can_not_be_set(string file) =>
        Assert.Empty(NamesIn(Text(file)).Except(Declared));

    [Fact]
    public void Every_secret_of_the_provider_may_be_a_file_in_containers() =>
        Assert.Equal(Names(ProviderApis.Settings.Where(setting => setting.IsSecret)), NamesIn(Text("deploy/compose/secrets.yml")));

    /// <summary>Each service has its own part of the file, from its name to the next one.</summary>
    [Fact]
    public void The_simulator_takes_the_place_of_every_API()
    {
        var services = Regex.Split(Text("deploy/compose/simulator.yml"), @"(?m)^  (?=[a-z]+:$)").ToLookup(part => part.Split(':')[0]);

        Assert.All(Endpoints, endpoint => Assert.Contains($"{endpoint}: http://simulator:8080", services["worker"].Single(), StringComparison.Ordinal));
        Assert.All(Endpoints, endpoint => Assert.Contains($"{endpoint}: http://simulator:8080", services["storage"].Single(), StringComparison.Ordinal));
        Assert.All(Keys, key => Assert.Contains($"{key}: ", services["worker"].Single(), StringComparison.Ordinal));
    }

    [Fact]
    public void Storage_is_told_in_containers_where_results_point_to()
    {
        var shared = Regex.Split(Text("docker-compose.yml"), @"(?m)^(?=\S)").Single(part => part.StartsWith("x-pictures:", StringComparison.Ordinal));

        Assert.Equal(ResultHosts, NamesIn(shared));
    }

    [Fact]
    public void Processes_of_the_script_have_the_simulator_while_there_is_no_account()
    {
        var script = Text("deploy/local/run-distributed.sh");
        var (asked, set) = (script.Split('\n').Single(line => line.Contains("VOLCENGINE_ACCESS_KEY:-", StringComparison.Ordinal)), script.Split('\n').Where(line => line.Contains("export ", StringComparison.Ordinal)));

        Assert.Equal(SignsOfAnAccount, NamesIn(asked));
        Assert.Empty(Keys.Concat(Endpoints).Except(NamesIn(string.Join('\n', set))));
    }

    [Fact]
    public void Make_adds_the_simulator_while_there_is_no_account() =>
        Assert.Equal(SignsOfAnAccount, NamesIn(Text("Makefile").Split('\n').Single(line => line.StartsWith("COMPOSE_SAYS", StringComparison.Ordinal))));

    private static IEnumerable<string> Names(IEnumerable<ProviderSetting> settings) => settings.Select(setting => setting.Variable).Order(StringComparer.Ordinal);

    private static IEnumerable<string> NamesIn(string text) => Name().Matches(text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    private static string Text(string file) => File.ReadAllText(Path.Combine(SourceTree.Root, file));

    [GeneratedRegex(@"\b(?<name>(?:VOLCENGINE|ARK)_[A-Z_]+?)(?:_FILE(?=[^A-Z_])(?<!VOLCENGINE_CREDENTIALS_FILE))?(?=[^A-Z_])")]
    private static partial Regex Name();
}
