using MongoDB.Driver;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>The distributed platform with a proxy before each of its stores and its broker, so that a test can cut it off.</summary>
public sealed class CuttableDeployment(RabbitMqServer rabbitMq, MongoServer mongo, Toxiproxy toxiproxy) : DistributedDeployment(rabbitMq, mongo)
{
    internal ToxiproxyProxy Broker { get; private set; } = null!;

    internal ToxiproxyProxy Database { get; private set; } = null!;

    internal ToxiproxyProxy Store { get; private set; } = null!;

    private protected override async Task<string> BrokerUrlAsync(RabbitMqVirtualHost host)
    {
        Broker = await toxiproxy.ProxyAsync(host.Address);
        return host.UrlThrough($"{Broker.Host}:{Broker.Port}");
    }

    private protected override async Task<string> DatabaseUrlAsync(string url)
    {
        var address = new MongoUrlBuilder(url);
        Database = await toxiproxy.ProxyAsync(address.Server.ToString());
        address.Server = new MongoServerAddress(Database.Host, Database.Port);
        return address.ToString();
    }

    private protected override async Task<string> StoreUrlAsync(string url)
    {
        Store = await toxiproxy.ProxyAsync(new Uri(url).Authority);
        return $"http://{Store.Host}:{Store.Port}";
    }
}
