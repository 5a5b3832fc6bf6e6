using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>
/// Two versions of every service on the same broker, database and store: the one that is being tested, and an earlier one, whose built
/// projects are in the folder that <c>IMAGEGEN_TEST_EARLIER_BUILD</c> names.
/// </summary>
public sealed class TwoVersionsDeployment(RabbitMqServer rabbitMq, MongoServer mongo) : DistributedDeployment(rabbitMq, mongo)
{
    private const string Variable = "IMAGEGEN_TEST_EARLIER_BUILD";
    private static readonly string? Build = Environment.GetEnvironmentVariable(Variable);
    private static readonly (string Name, string Project)[] Services =
        [("worker", "ImageGen.Volcengine.Worker"), ("storage", "ImageGen.Storage.Service"), ("jobs", "ImageGen.Jobs.Api")];

    internal override async Task<ServiceProcess> StartPlatformAsync(IReadOnlyDictionary<string, string> settings)
    {
        if (string.IsNullOrEmpty(Build))
            TestServers.SkipOrFail("earlier", $"{Variable} is not set; deploy/local/build-revision.sh builds such a folder.");
        return await base.StartPlatformAsync(settings);
    }

    internal Task StopAsync(Version version) => Task.WhenAll(Of(version).Select(process => process.InterruptAsync()));

    internal Task StartAsync(Version version) => Task.WhenAll(Of(version).Select(process => process.StartAsync()));

    private protected override async Task<ServiceProcess> StartServicesAsync(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (name, project) in Services)
        {
            await StartProcessAsync(NameOf(Version.Earlier, name), project, LocalServer.FreePort(), environment, Build);
            await StartProcessAsync(NameOf(Version.Tested, name), project, environment);
        }

        return await StartProcessAsync(
            "gateway", "ImageGen.Gateway", environment,
            ("Gateway__Jobs", Both("jobs")), ("Gateway__Storage", Both("storage")), ("Gateway__Worker", Both("worker")));
    }

    private string Both(string name) =>
        $"{Process(NameOf(Version.Earlier, name)).Address},{Process(NameOf(Version.Tested, name)).Address}";

    private IEnumerable<ServiceProcess> Of(Version version) => Services.Select(service => Process(NameOf(version, service.Name)));

    private static string NameOf(Version version, string service) => version == Version.Earlier ? $"{service}-earlier" : service;

    internal enum Version
    {
        Earlier,
        Tested,
    }
}

/// <summary>Tests on one platform of two versions, one after the other.</summary>
[CollectionDefinition]
public sealed class OnTwoVersions : ICollectionFixture<TwoVersionsDeployment>;
