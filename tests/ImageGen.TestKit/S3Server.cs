using DotNet.Testcontainers.Builders;

namespace ImageGen.TestKit;

/// <param name="Endpoint">With scheme.</param>
/// <param name="Bucket">Made by the test where it is missing. Tests share it: each takes keys of its own.</param>
public sealed record S3Connection(string Endpoint, string AccessKey, string SecretKey, string Bucket, string Region);

/// <summary>
/// A real S3 server for tests: the one that <c>IMAGEGEN_TEST_S3_*</c> names, else MinIO in a container, else <c>minio</c> on the PATH.
/// One per test process.
/// </summary>
public static class S3Server
{
    private const string Image = "minio/minio:RELEASE.2025-09-07T16-13-09Z";
    private const int Port = 9000;
    private const string AccessKey = "imagegen";
    private const string SecretKey = "imagegen-secret";
    private const string BuiltInKey = "minioadmin";
    private const string DefaultBucket = "imagegen-test";
    private const string DefaultRegion = "us-east-1";
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private static readonly Lazy<Task<(S3Connection? Server, string Reason)>> First = new(StartAsync);

    /// <summary>Skips or fails the test where there is none.</summary>
    public static async Task<S3Connection> ConnectAsync()
    {
        var (server, reason) = await First.Value;
        if (server is null)
            TestServers.SkipOrFail("s3", reason);
        return server!;
    }

    /// <summary>Another implementation than the first, by <c>IMAGEGEN_TEST_S3B_*</c> only.</summary>
    public static S3Connection ConnectSecond()
    {
        var server = FromEnvironment("S3B");
        if (server is null)
            TestServers.SkipOrFail("s3b", "No second S3 implementation: IMAGEGEN_TEST_S3B_ENDPOINT is not set.");
        return server!;
    }

    private static async Task<(S3Connection?, string)> StartAsync()
    {
        if (FromEnvironment("S3") is { } given)
            return (given, "");
        var (container, noDocker) = await StartContainerAsync();
        if (container is not null)
            return (container, "");
        return LocalServer.Find("minio") is { } program
            ? (await StartProgramAsync(program), "")
            : (null, $"No S3 server: IMAGEGEN_TEST_S3_ENDPOINT is not set; {noDocker}; there is no minio on PATH");
    }

    private static S3Connection? FromEnvironment(string name)
    {
        string? Read(string part) => Environment.GetEnvironmentVariable($"IMAGEGEN_TEST_{name}_{part}") is { Length: > 0 } value ? value : null;
        return Read("ENDPOINT") is { } endpoint
            ? new S3Connection(
                endpoint, Read("ACCESS_KEY") ?? AccessKey, Read("SECRET_KEY") ?? SecretKey, Read("BUCKET") ?? DefaultBucket, Read("REGION") ?? DefaultRegion)
            : null;
    }

    private static async Task<(S3Connection? Server, string Reason)> StartContainerAsync()
    {
        var (container, reason) = await DockerServer.TryStartAsync(() => new ContainerBuilder(Image)
            .WithEnvironment("MINIO_ROOT_USER", AccessKey)
            .WithEnvironment("MINIO_ROOT_PASSWORD", SecretKey)
            .WithCommand("server", "/data")
            .WithPortBinding(Port, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(Port).ForPath("/minio/health/ready")))
            .Build());
        return container is null
            ? (null, reason)
            : (new S3Connection($"http://{container.Hostname}:{container.GetMappedPublicPort(Port)}", AccessKey, SecretKey, DefaultBucket, DefaultRegion), "");
    }

    private static async Task<S3Connection> StartProgramAsync(string program)
    {
        var data = Directory.CreateTempSubdirectory("imagegen-minio-").FullName;
        var server = await LocalServer.StartAsync(program, port => ["server", data, "--quiet", "--address", $"127.0.0.1:{port}"]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.Dispose();
            Directory.Delete(data, recursive: true);
        };
        var endpoint = $"http://127.0.0.1:{server.Port}";
        await UntilReadyAsync(endpoint + "/minio/health/ready");
        return new S3Connection(endpoint, BuiltInKey, BuiltInKey, DefaultBucket, DefaultRegion);
    }

    /// <summary>MinIO listens a moment before its store is up.</summary>
    private static async Task UntilReadyAsync(string address)
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(StartTime);
        while (true)
        {
            using var response = await client.GetAsync(address, limit.Token);
            if (response.IsSuccessStatusCode)
                return;
            await Task.Delay(100, limit.Token);
        }
    }
}
