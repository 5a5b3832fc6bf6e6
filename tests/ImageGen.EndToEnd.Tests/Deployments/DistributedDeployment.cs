using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Gateway, two Jobs APIs, two workers and Storage as processes over RabbitMQ, MongoDB and S3.</summary>
public class DistributedDeployment(RabbitMqServer rabbitMq, MongoServer mongo) : Deployment
{
    private RabbitMqVirtualHost? broker;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (broker is not null)
            await broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal override async Task<ServiceProcess> StartPlatformAsync(IReadOnlyDictionary<string, string> settings)
    {
        broker = await rabbitMq.NewVirtualHostAsync();
        var s3 = await S3Server.ConnectAsync();
        var environment = new Dictionary<string, string>(settings)
        {
            ["RABBITMQ_URL"] = await BrokerUrlAsync(broker),
            ["MONGODB_URL"] = await DatabaseUrlAsync(await mongo.NewDatabaseAsync()),
            ["S3_ENDPOINT"] = await StoreUrlAsync(s3.Endpoint),
            // The simulator is on this machine, so the store that we reach it reaches too.
            ["S3_PUBLIC_ENDPOINT"] = s3.Endpoint,
            ["S3_REGION"] = s3.Region,
            ["S3_BUCKET"] = s3.Bucket,
            ["S3_ACCESS_KEY"] = s3.AccessKey,
            ["S3_SECRET_KEY"] = s3.SecretKey,
            ["S3_FORCE_PATH_STYLE"] = "true",
        };
        return await StartServicesAsync(environment);
    }

    private protected virtual async Task<ServiceProcess> StartServicesAsync(IReadOnlyDictionary<string, string> environment)
    {
        var workers = await StartWorkersAsync(environment);
        var storage = await StartProcessAsync("storage", "ImageGen.Storage.Service", environment);
        var jobs = await StartProcessAsync("jobs-1", "ImageGen.Jobs.Api", environment);
        var otherJobs = await StartProcessAsync("jobs-2", "ImageGen.Jobs.Api", environment);
        return await StartProcessAsync(
            "gateway", "ImageGen.Gateway", environment,
            ("Gateway__Jobs", $"{jobs.Address},{otherJobs.Address}"),
            ("Gateway__Storage", storage.Address.ToString()),
            ("Gateway__Worker", string.Join(',', workers.Select(worker => worker.Address))));
    }

    private protected virtual async Task<IReadOnlyList<ServiceProcess>> StartWorkersAsync(IReadOnlyDictionary<string, string> environment) =>
    [
        await StartProcessAsync("worker-1", "ImageGen.Volcengine.Worker", environment),
        await StartProcessAsync("worker-2", "ImageGen.Volcengine.Worker", environment),
    ];

    private protected virtual Task<string> BrokerUrlAsync(RabbitMqVirtualHost host) => Task.FromResult(host.Url);

    private protected virtual Task<string> DatabaseUrlAsync(string url) => Task.FromResult(url);

    private protected virtual Task<string> StoreUrlAsync(string url) => Task.FromResult(url);
}
