using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Architecture.Tests.Sample
{
    /// <summary>Breaks the rule that only consumers and the registration know the bus.</summary>
    internal sealed class HandlerWithBus(IBus bus)
    {
        public IBus Bus { get; } = bus;
    }
}

namespace ImageGen.Architecture.Tests.Sample.Consumers
{
    internal sealed class SampleConsumer : IConsumer<GenerateImage>
    {
        public Task Consume(ConsumeContext<GenerateImage> context) => Task.CompletedTask;
    }

    internal sealed class NamelessConsumer : IConsumer<GenerateImage>
    {
        public Task Consume(ConsumeContext<GenerateImage> context) => Task.CompletedTask;
    }

    internal sealed class OtherSampleConsumer : IConsumer<GenerateImage>
    {
        public Task Consume(ConsumeContext<GenerateImage> context) => Task.CompletedTask;
    }

    internal sealed class SampleDefinition : ConsumerDefinition<SampleConsumer>
    {
        public SampleDefinition() => EndpointName = "sample";
    }

    internal sealed class OtherSampleDefinition : ConsumerDefinition<OtherSampleConsumer>
    {
        public OtherSampleDefinition() => EndpointName = "sample";
    }
}
