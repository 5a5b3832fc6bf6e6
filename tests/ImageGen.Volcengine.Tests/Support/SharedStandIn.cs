namespace ImageGen.Volcengine.Tests.Support;

/// <summary>One simulator for all rows of a table.</summary>
public sealed class SharedStandIn : IAsyncLifetime
{
    private StandIn? provider;

    internal StandIn Provider => provider!;

    public async ValueTask InitializeAsync() => provider = await StandIn.StartAsync();

    public ValueTask DisposeAsync() => provider!.DisposeAsync();
}
