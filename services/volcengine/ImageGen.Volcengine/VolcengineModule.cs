using ImageGen.Catalogue;
using ImageGen.Messaging;
using ImageGen.ObjectStorage;
using ImageGen.Persistence;
using ImageGen.Volcengine.Ark;
using ImageGen.Volcengine.CancelGenerations;
using ImageGen.Volcengine.Consumers;
using ImageGen.Volcengine.GenerateImages;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.RefetchImages;
using ImageGen.Volcengine.Requests;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Visual;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine;

/// <summary>The worker: carries jobs to Volcengine, at most once each, and their pictures back.</summary>
public static class VolcengineModule
{
    /// <remarks>Reads the sections <c>Volcengine</c> and <c>Catalogue</c>; without keys the host does not start and says so in one line.</remarks>
    public static IHostApplicationBuilder AddVolcengine(this IHostApplicationBuilder builder)
    {
        builder.AddModelCatalogue();
        builder.AddObjectStorage();
        builder.AddDocuments(TaskDocuments.Model);
        builder.AddOutbox<GenerationTask>();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<VolcengineOptions>, VolcengineOptionsCheck>();
        services.AddOptions<VolcengineOptions>().BindConfiguration(VolcengineOptions.Section).ValidateOnStart();
        services.AddSingleton<VolcengineTelemetry>();
        services.AddSingleton<VisualClient>();
        services.AddSingleton<IImageProvider, VisualProvider>();
        services.AddSingleton<ArkClient>();
        services.AddSingleton<IImageProvider, ArkProvider>();
        services.AddSingleton<InputFit>();
        services.AddSingleton<ReferenceReader>();
        services.AddSingleton<ImageProviders>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton<IncomingPictures>();
        services.AddSingleton<SubmitWake>();
        services.AddSingleton<PollWake>();
        services.AddSingleton<PollSchedule>();
        services.AddSingleton(provider => new SubmitRoom(
            provider.GetRequiredService<IOptions<VolcengineOptions>>().Value.ParallelSubmits,
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
        services.AddSingleton<WaitingLine>();
        services.AddSingleton<GenerateImageHandler>();
        services.AddSingleton<GenerateImageFaultHandler>();
        services.AddSingleton<CancelGenerationHandler>();
        services.AddSingleton<RefetchImagesHandler>();
        services.AddSingleton<SubmitHandler>();
        services.AddSingleton<PollHandler>();
        services.AddSingleton<RecoverHandler>();
        services.AddHostedService<SubmitLoop>();
        services.AddHostedService<PollLoop>();
        services.AddHostedService<RecoverLoop>();
        services.AddOptions<HostOptions>().PostConfigure<ModelCatalogue, IOptions<VolcengineOptions>>((host, catalogue, options) =>
            host.ShutdownTimeout = StopPatience.Of(host.ShutdownTimeout, catalogue, options.Value));
        return builder;
    }

    public static void AddVolcengineConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<GenerateImageConsumer, GenerateImageConsumerDefinition>();
        bus.AddConsumer<GenerateImageFaultConsumer, GenerateImageFaultConsumerDefinition>();
        bus.AddConsumer<CancelGenerationConsumer, CancelGenerationConsumerDefinition>();
        bus.AddConsumer<RefetchImagesConsumer, RefetchImagesConsumerDefinition>();
    }

    /// <summary>Nobody calls this module from outside: it speaks through messages only.</summary>
    public static IEndpointRouteBuilder MapVolcengine(this IEndpointRouteBuilder routes) => routes;
}
