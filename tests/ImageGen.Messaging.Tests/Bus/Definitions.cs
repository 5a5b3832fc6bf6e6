using MassTransit;

namespace ImageGen.Messaging.Tests.Bus;

internal sealed class StartedDefinition : ConsumerDefinition<StartedConsumer>
{
    public StartedDefinition() => EndpointName = "started";
}

internal sealed class OtherStartedDefinition : ConsumerDefinition<OtherStartedConsumer>
{
    public OtherStartedDefinition() => EndpointName = "started-too";
}

internal sealed class StartedFaultDefinition : ConsumerDefinition<StartedFaultConsumer>
{
    public StartedFaultDefinition() => EndpointName = "started-faults";
}
