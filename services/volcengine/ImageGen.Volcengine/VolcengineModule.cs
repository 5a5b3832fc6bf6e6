using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.ObjectStorage;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Apis.Ark;
using ImageGen.Volcengine.Apis.ImageX;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Apis.Visual;
using ImageGen.Volcengine.Consumers;
using ImageGen.Volcengine.Endpoints;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Prompts;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Wire;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine;

/// <summary>The worker: carries jobs to Volcengine, at most once each, and their pictures back.</summary>
public static class VolcengineModule
{
    /// <remarks>Reads the sections <c>Volcengine</c> and <c>Catalogue</c>; without keys the host does not start and says so in one line.</remarks>
    /// <exception cref="ServiceDefaults.Configuration.ConfigurationException"><c>IMAGEGEN_AUDIT_PROMPTS</c> names no policy.</exception>
    public static IHostApplicationBuilder AddVolcengine(this IHostApplicationBuilder builder)
    {
        var prompts = PromptRecords.From(builder.Configuration);
        builder.AddModelCatalogue();
        builder.AddObjectStorage();
        builder.AddDocuments<GenerationTask>();
        builder.AddOutbox<GenerationTask>();
        builder.AddDocuments<Restore>();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<VolcengineOptions>, VolcengineOptionsValidator>();
        services.AddSingleton<IValidateOptions<VolcengineOptions>, VolcengineOptionsCheck>();
        services.AddOptions<VolcengineOptions>().BindConfiguration(VolcengineOptions.Section)
            .Configure<IConfiguration>((options, configuration) =>
            {
                options.PublicUrl ??= configuration["ImageGen:PublicUrl"];
                options.Restored ??= configuration["ImageGen:Restored"]?.Trim();
            })
            .ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<VolcengineOptions>, AccountsFile>();
        services.AddSingleton<IPostConfigureOptions<VolcengineOptions>, CleanSettings>();
        services.AddSingleton<VolcengineTelemetry>();
        services.AddSingleton<WireHandler>(OneShotHttp.Sockets);
        services.AddProviderApi<VisualApi, VisualClient>();
        services.AddProviderApi<ArkApi, ArkClient>();
        services.AddProviderApi<ImageXApi, ImageXClient>();
        services.AddSingleton<ArkChat>();
        services.AddSingleton<PromptHelp>();
        services.TryAddSingleton<CallerAudit>();
        services.AddSingleton(provider => new PromptAudit(
            provider.GetRequiredService<CallerAudit>(), provider.GetRequiredService<IMessagePublisher>(), prompts));
        services.AddSingleton<InputFit>();
        services.AddSingleton<ReferenceReader>();
        services.AddSingleton<ProviderApiIndex>();
        services.AddSingleton<PaidResults>();
        services.AddSingleton<TaskStore>();
        services.AddSingleton<Restores>();
        services.AddSingleton<IncomingPictures>();
        services.AddSingleton<SubmitWake>();
        services.AddSingleton<PollWake>();
        services.AddSingleton<PollSchedule>();
        builder.AddAdmission();
        services.AddSingleton(provider => new WireLimits(
            provider.GetRequiredService<IOptions<VolcengineOptions>>().Value.ParallelSubmits,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>()));
        services.AddSingleton<SubmitTurns>();
        services.AddSingleton<PollPace>();
        services.AddSingleton<PollStanding>();
        services.AddSingleton<CallbackLinks>();
        services.AddSingleton<CallbackHandler>();
        services.AddSingleton<ProvidersView>();
        services.AddSingleton<WaitingLine>();
        services.AddSingleton<GenerateImageHandler>();
        services.AddSingleton<GenerateImageFaultHandler>();
        services.AddSingleton<CancelGenerationHandler>();
        services.AddSingleton<RefetchImagesHandler>();
        services.AddSingleton<SubmitHandler>();
        services.AddSingleton<PollHandler>();
        AddLoops(services);
        services.AddOptions<HostOptions>().PostConfigure<ModelCatalogue, IOptions<VolcengineOptions>>((host, catalogue, options) =>
            host.ShutdownTimeout = StopPatience.Of(host.ShutdownTimeout, catalogue, options.Value));
        return builder;
    }

    public static void AddVolcengineConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddHandler<GenerateImage, GenerateImageHandler>("volcengine-generate-image");
        bus.AddConsumer<GenerateImageFaultConsumer, GenerateImageFaultConsumerDefinition>();
        bus.AddHandler<CancelGeneration, CancelGenerationHandler>("volcengine-cancel-generation");
        // After an outage of Storage there are many, and they share the budget for questions with tasks whose pictures people wait for.
        bus.AddHandler<RefetchImages, RefetchImagesHandler>("volcengine-refetch-images", atOnce: 4);
    }

    /// <summary>The provider's callbacks, how the provider fares for those who run the platform, and help with prompts. All else goes through messages.</summary>
    public static IEndpointRouteBuilder MapVolcengine(this IEndpointRouteBuilder routes)
    {
        CallbackEndpoint.Map(routes);
        ProvidersEndpoint.Map(routes);
        PromptHelpEndpoint.Map(routes);
        return routes;
    }

    private static void AddLoops(IServiceCollection services)
    {
        services.AddLoop<ServedApis>();
        services.AddLoop<OpinionLoop>();
        services.AddLoop<SubmitLoop>();
        services.AddLoop<PollLoop>();
        services.AddLoop<RecoverHandler>(TimeSpan.FromSeconds(5), tasks => tasks.RunOnceAsync, longestBackoff: TimeSpan.FromSeconds(5));
        services.AddLoop<SlotJanitor>(TimeSpan.FromSeconds(5), slots => slots.RunOnceAsync, longestBackoff: TimeSpan.FromSeconds(5));
        services.AddLoop<RecoverHandler>(TimeSpan.FromMinutes(5), tasks => tasks.PurgeAsync, name: "TaskPurge");
        services.AddLoop<Opinions>(TimeSpan.FromMinutes(5), opinions => opinions.PurgeAsync, name: "OpinionPurge");
    }
}
