namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Standalone with MongoDB in the place of SQLite.</summary>
public sealed class StandaloneOverMongo(MongoServer mongo) : StandaloneDeployment
{
    private protected override async Task ChooseAdaptersAsync(Dictionary<string, string> environment) =>
        environment["MONGODB_URL"] = await mongo.NewDatabaseAsync();
}

/// <summary>Standalone with RabbitMQ in the place of the bus in memory.</summary>
public class StandaloneOverRabbitMq(RabbitMqServer rabbitMq) : StandaloneDeployment
{
    private RabbitMqVirtualHost? broker;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (broker is not null)
            await broker.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected override async Task ChooseAdaptersAsync(Dictionary<string, string> environment)
    {
        broker = await rabbitMq.NewVirtualHostAsync();
        environment["RABBITMQ_URL"] = broker.Url;
    }
}

/// <summary>Standalone with both.</summary>
public sealed class StandaloneOverRabbitMqAndMongo(RabbitMqServer rabbitMq, MongoServer mongo) : StandaloneOverRabbitMq(rabbitMq)
{
    private protected override async Task ChooseAdaptersAsync(Dictionary<string, string> environment)
    {
        await base.ChooseAdaptersAsync(environment);
        environment["MONGODB_URL"] = await mongo.NewDatabaseAsync();
    }
}
