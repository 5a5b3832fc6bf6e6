using System.Collections.Concurrent;
using ImageGen.Contracts;
using MassTransit;

namespace ImageGen.Jobs.Tests.Support;

/// <summary>Stands where the worker would be: remembers the commands that reached the bus, and thresholds.</summary>
internal sealed class CommandSink
{
    public ConcurrentQueue<object> Received { get; } = new();

    public static void Add(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<GenerateConsumer>();
        bus.AddConsumer<CancelConsumer>();
        bus.AddConsumer<ThresholdConsumer>();
        bus.AddConsumer<PurgeConsumer>();
    }

    internal sealed class GenerateConsumer(CommandSink sink) : IConsumer<GenerateImage>
    {
        public Task Consume(ConsumeContext<GenerateImage> context)
        {
            sink.Received.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    internal sealed class ThresholdConsumer(CommandSink sink) : IConsumer<BudgetThresholdReached>
    {
        public Task Consume(ConsumeContext<BudgetThresholdReached> context)
        {
            sink.Received.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    internal sealed class PurgeConsumer(CommandSink sink) : IConsumer<PurgeImages>
    {
        public Task Consume(ConsumeContext<PurgeImages> context)
        {
            sink.Received.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    internal sealed class CancelConsumer(CommandSink sink) : IConsumer<CancelGeneration>
    {
        public Task Consume(ConsumeContext<CancelGeneration> context)
        {
            sink.Received.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
