using ImageGen.ServiceDefaults.Configuration;
using ImageGen.TestKit;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ImageGen.ServiceDefaults.Tests;

/// <summary>The files of Compose against each other, without an engine; <c>deploy/compose/check.sh</c> starts them.</summary>
public sealed class ComposeTests
{
    private static readonly Dictionary<string, Dictionary<string, object>> Base = Services("docker-compose.yml");
    private static readonly Dictionary<string, Dictionary<string, object>> Secrets = Services("deploy/compose/secrets.yml");
    private static readonly Dictionary<string, Dictionary<string, object>> Simulator = Services("deploy/compose/simulator.yml");

    public static TheoryData<string> Own => [.. Base.Where(service => service.Value.ContainsKey("build")).Select(service => service.Key)];

    [Theory]
    [MemberData(nameof(Own))]
    public void Whatever_secret_a_service_has_it_has_as_a_file_where_secrets_are_files(string service)
    {
        var secrets = Environment(Base, service).Keys.Intersect(EnvironmentNames.All.Where(name => name.Secret).Select(name => name.Variable)).ToList();
        var overlay = Environment(Secrets, service);
        foreach (var secret in secrets)
        {
            Assert.Equal("", Assert.Contains(secret, overlay));
            var file = (string)Assert.Contains(secret + "_FILE", overlay);
            Assert.Contains(file["/run/secrets/".Length..], ((List<object>)Secrets[service]["secrets"]).OfType<string>());
        }

        Assert.Equal(service == "gateway", secrets.Count == 0);
    }

    /// <summary>Compose reads a file of this name unasked, so it must decide nothing about accounts, nor let other machines in.</summary>
    [Fact]
    public void What_is_read_unasked_only_opens_ports_to_this_machine() => Assert.All(Services("docker-compose.override.yml"), service =>
    {
        Assert.Contains(service.Key, Base);
        Assert.Empty(service.Value.Keys.Except(["ports", "command"]));
        Assert.All((List<object>)service.Value["ports"], port => Assert.StartsWith("127.0.0.1:", (string)port, StringComparison.Ordinal));
    });

    [Fact]
    public void Only_a_file_of_its_own_knows_the_simulator()
    {
        Assert.DoesNotContain("imulator:8080", File.ReadAllText(Path.Combine(SourceTree.Root, "docker-compose.yml")), StringComparison.Ordinal);
        Assert.Equal("AKLTsimulatorSimulatorSimulator0000000001", Environment(Simulator, "worker")["VOLCENGINE_ACCESS_KEY"]);
    }

    /// <summary>The gateway calls it so, and to any other name it does not answer.</summary>
    [Theory]
    [InlineData("accounts")]
    [InlineData("jobs")]
    [InlineData("storage")]
    [InlineData("worker")]
    public void A_service_answers_to_the_name_by_which_the_gateway_calls_it(string service)
    {
        Assert.Equal(service, Environment(Base, service)["IMAGEGEN_ALLOWED_HOSTS"]);
        Assert.Contains($"http://{service}:8080", Environment(Base, "gateway").Values);
    }

    private static Dictionary<string, object> Environment(Dictionary<string, Dictionary<string, object>> file, string service) =>
        file.GetValueOrDefault(service)?.GetValueOrDefault("environment") is Dictionary<object, object> variables
            ? variables.ToDictionary(variable => (string)variable.Key, variable => variable.Value)
            : [];

    private static Dictionary<string, Dictionary<string, object>> Services(string file)
    {
        // Compose's own tags say how files are merged; of one file alone they change nothing.
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, file)).Replace("!override", "", StringComparison.Ordinal).Replace("!reset", "", StringComparison.Ordinal);
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(new StringReader(text))));
        return ((Dictionary<object, object>)root["services"])
            .ToDictionary(service => (string)service.Key, service => ((Dictionary<object, object>)service.Value).ToDictionary(part => (string)part.Key, part => part.Value));
    }
}
