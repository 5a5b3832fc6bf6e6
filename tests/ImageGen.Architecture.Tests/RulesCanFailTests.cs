using System.Reflection;
using MassTransit;

namespace ImageGen.Architecture.Tests;

/// <summary>Each rule against a sample that breaks it.</summary>
public sealed class RulesCanFailTests
{
    private static readonly Assembly Samples = Assembly.GetExecutingAssembly();

    [Fact]
    public void A_forbidden_reference_is_found() =>
        Assert.Contains("ImageGen.Jobs", Rules.ForbiddenReferences(Assembly.Load("ImageGen.Standalone"), "ImageGen.Storage"));

    [Fact]
    public void MassTransit_outside_consumers_is_found() =>
        Assert.Contains(Rules.UsersOfMassTransit(Samples, "SampleModule"), type => type.EndsWith(nameof(Sample.HandlerWithBus), StringComparison.Ordinal));

    [Fact]
    public void MassTransit_inside_consumers_is_not() =>
        Assert.DoesNotContain(Rules.UsersOfMassTransit(Samples, "SampleModule"), type => type.Contains(nameof(Sample.Consumers.SampleConsumer), StringComparison.Ordinal));

    [Fact]
    public void A_driver_is_found() =>
        Assert.Contains(Rules.UsersOf(Assembly.Load("ImageGen.Persistence"), "MongoDB"), type => type.Contains("Mongo", StringComparison.Ordinal));

    [Fact]
    public void A_public_type_beside_the_module_is_found() =>
        Assert.Contains(Rules.SurfaceBeyond(Samples, "Sample", "AddSample", "MapSample"), difference => difference.EndsWith(nameof(RulesCanFailTests), StringComparison.Ordinal));

    [Fact]
    public void A_missing_extension_method_is_found() =>
        Assert.Contains("MapSample", Rules.SurfaceBeyond(Samples, "Sample", "AddSample", "MapSample"));

    [Fact]
    public async Task A_queue_with_two_consumers_is_found() =>
        Assert.Equal(["sample"], await Rules.SharedQueuesAsync(bus =>
        {
            bus.AddConsumer<Sample.Consumers.SampleConsumer, Sample.Consumers.SampleDefinition>();
            bus.AddConsumer<Sample.Consumers.OtherSampleConsumer, Sample.Consumers.OtherSampleDefinition>();
            bus.AddConsumer<Sample.Consumers.NamelessConsumer>();
        }));

    [Fact]
    public void A_consumer_without_a_queue_name_is_found() =>
        Assert.Contains(Rules.ConsumersWithoutDefinition(Samples), type => type.EndsWith(nameof(Sample.Consumers.NamelessConsumer), StringComparison.Ordinal));
}
