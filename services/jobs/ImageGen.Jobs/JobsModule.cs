using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Admin;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Batches;
using ImageGen.Jobs.Cancel;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Export;
using ImageGen.Jobs.Facts;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Images;
using ImageGen.Jobs.Info;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Links;
using ImageGen.Jobs.List;
using ImageGen.Jobs.Loops;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.OpenApi;
using ImageGen.Jobs.Purging;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Retry;
using ImageGen.Jobs.Reviews;
using ImageGen.Jobs.Templates;
using ImageGen.Jobs.Templates.Editing;
using ImageGen.Jobs.Trash;
using ImageGen.Jobs.Update;
using ImageGen.Jobs.Usage;
using ImageGen.Jobs.Watch;
using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.ObjectStorage;
using ImageGen.Persistence;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs;

/// <summary>Jobs: the public API over them, and all that keeps them going to their end.</summary>
public static class JobsModule
{
    /// <exception cref="ServiceDefaults.Configuration.ConfigurationException">When the services are first used: <c>VOLCENGINE_MODEL_ID</c> names no model, <c>IMAGEGEN_AUDIT_PROMPTS</c> no policy, <c>IMAGEGEN_TRASH_DAYS</c> no time.</exception>
    public static IHostApplicationBuilder AddJobs(this IHostApplicationBuilder builder)
    {
        builder.AddModelCatalogue();
        // Jobs without pictures are accepted while the store is away.
        builder.AddObjectStorage(required: false);
        builder.AddDocuments<Job>();
        builder.AddDocuments<IdempotencyRecord>();
        builder.AddDocuments<Template>();
        builder.AddOutbox<Job>();
        builder.AddOutbox<Template>();
        var services = builder.Services;
        AddQuotas(builder);
        AddLinks(builder);
        services.AddSingleton<OfferedModels>();
        services.AddSingleton<DefaultModel>();
        services.AddSingleton<JobChanges>();
        services.AddSingleton<JobFactHandler>();
        services.AddSingleton<OwnPictures>();
        services.AddSingleton<InputResolver>();
        services.AddSingleton<DocumentIds>();
        services.TryAddSingleton<CallerAudit>();
        services.AddSingleton(provider => new JobAudit(provider.GetRequiredService<CallerAudit>(), PromptRecords.From(builder.Configuration)));
        services.AddSingleton(provider => new TemplateAudit(provider.GetRequiredService<CallerAudit>(), PromptRecords.From(builder.Configuration)));
        services.AddSingleton<FirstRecord>();
        services.AddSingleton<TemplateStore>();
        services.AddSingleton<TemplateUses>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<CreateJobHandler>();
        services.AddSingleton<CreateBatchHandler>();
        services.AddSingleton<BatchJobs>();
        services.AddSingleton<TemplateFit>();
        services.AddSingleton<TemplateList>();
        services.AddSingleton<OwnTemplates>();
        services.AddSingleton<TemplateImport>();
        services.AddSingleton<OwnJobs>();
        services.AddSingleton<RetryJobHandler>();
        services.AddSingleton<TrashBin>();
        services.AddSingleton<JobList>();
        services.AddSingleton<ImageList>();
        services.AddSingleton<OwnImages>();
        services.AddSingleton<ExportList>();
        services.AddSingleton<Originals>();
        services.AddSingleton<ExportManifest>();
        services.AddSingleton<ImageExport>();
        services.AddSingleton<ExportLimit>();
        services.AddOptions<ReviewOptions>().BindConfiguration(ReviewOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReviewOptions>, ReviewOptionsValidator>();
        services.AddSingleton<Reviewing>();
        services.AddSingleton<QueueEstimator>();
        services.AddSingleton<JobAnswer>();
        services.AddSingleton<JobHub>();
        services.AddSingleton<IFanOutListener>(provider => provider.GetRequiredService<JobHub>());
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<JobWaiter>();
        services.AddSingleton<StreamLimit>();
        services.AddSingleton<JobStreams>();
        AddLoops(builder);
        builder.AddJobsOpenApi();
        return builder;
    }

    public static void AddJobsConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddHandler<GenerationStarted, JobFactHandler>("jobs-generation-started");
        bus.AddHandler<GenerationDeferred, JobFactHandler>("jobs-generation-deferred");
        bus.AddHandler<ImagesGenerated, JobFactHandler>("jobs-images-generated");
        bus.AddHandler<GenerationUnknown, JobFactHandler>("jobs-generation-unknown");
        bus.AddHandler<GenerationFailed, JobFactHandler>("jobs-generation-failed");
        bus.AddHandler<GenerationCanceled, JobFactHandler>("jobs-generation-canceled");
        bus.AddHandler<ImageStored, JobFactHandler>("jobs-image-stored");
        bus.AddHandler<ImageStoreFailed, JobFactHandler>("jobs-image-store-failed");
        bus.AddHandler<ImageDelayed, JobFactHandler>("jobs-image-delayed");
        bus.AddHandler<ImagePurged, JobFactHandler>("jobs-image-purged");
        bus.AddHandler<BudgetThresholdReached, ThresholdHandler>("jobs-budget-threshold-reached");
        bus.AddFanOutHandler<JobChanged, JobHub>("jobs-job-changed");
        bus.AddFanOutHandler<ApisServed, OfferedModels>("jobs-apis-served");
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        // Found out at start, not by the first request.
        routes.ServiceProvider.GetRequiredService<JobAudit>();
        routes.ServiceProvider.GetRequiredService<DefaultModel>();
        routes.ServiceProvider.GetRequiredService<TrashSettings>();
        var api = routes.MapGroup("/api/v1");
        var jobs = api.MapGroup("jobs").WithTags("Jobs");
        CreateJobEndpoint.Map(jobs);
        CreateBatchEndpoint.Map(jobs);
        ListJobsEndpoint.Map(jobs);
        GetJobEndpoint.Map(jobs);
        CancelJobEndpoint.Map(jobs);
        RetryJobEndpoint.Map(jobs);
        UpdateJobEndpoint.Map(jobs);
        DeleteJobEndpoint.Map(jobs);
        RestoreJobEndpoint.Map(jobs);
        EmptyTrashEndpoint.Map(api);
        var images = api.MapGroup("images").WithTags("Images");
        ListImagesEndpoint.Map(images);
        ImageLabelEndpoints.Map(images);
        ExportEndpoint.Map(images);
        LinkEndpoints.Map(api);
        SharedEndpoint.Map(routes);
        WatchEndpoints.Map(api.MapGroup("").WithTags("Jobs"));
        BatchEndpoints.Map(api);
        TemplateEndpoints.Map(api);
        ModelEndpoints.Map(api);
        StyleEndpoint.Map(api);
        ReviewEndpoints.Map(api);
        UsageEndpoint.Map(api);
        SystemEndpoint.Map(api);
        ClientErrorEndpoint.Map(api);
        AdminJobEndpoint.Map(api);
        routes.MapJobsOpenApi();
        return routes;
    }

    private static void AddQuotas(IHostApplicationBuilder builder)
    {
        builder.AddDocuments<Ledger>();
        builder.AddOutbox<Ledger>();
        var services = builder.Services;
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QuotaOptions>, QuotaOptionsValidator>();
        services.AddSingleton<LedgerWrites>();
        services.AddSingleton<QuotaCalendar>();
        services.AddSingleton<Reservations>();
        services.AddSingleton<Settlements>();
        services.AddSingleton<ThresholdHandler>();
        services.AddSingleton<UsageReader>();
        services.AddLoop<LedgerSweep>(TimeSpan.FromSeconds(10), sweep => sweep.RunOnceAsync);
        services.AddLoop<VoidPurge>(TimeSpan.FromHours(1), purge => purge.RunOnceAsync);
    }

    private static void AddLinks(IHostApplicationBuilder builder)
    {
        builder.AddDocuments<ImageLink>();
        builder.AddOutbox<ImageLink>();
        builder.Services.AddSingleton<OwnLinks>();
        builder.Services.AddSingleton<SharedPictures>();
        builder.Services.AddLoop<LinkPurge>(TimeSpan.FromHours(1), purge => purge.RunOnceAsync);
    }

    private static void AddLoops(IHostApplicationBuilder builder)
    {
        // Jobs:NudgeAtStart, true or false. By default true with a bus in memory, which forgets its messages with the process: then everything
        // that is not settled asks again.
        var inMemory = string.IsNullOrEmpty(builder.Configuration["RABBITMQ_URL"]);
        var nudgeAtStart = builder.Configuration.GetValue("Jobs:NudgeAtStart", inMemory);
        builder.Services.AddLoop<NudgeLoop>(TimeSpan.FromSeconds(2), nudge => nudge.RunOnceAsync, first: nudgeAtStart ? nudge => nudge.NudgeAllAsync : null);
        builder.Services.AddLoop<DeadlineLoop>(TimeSpan.FromSeconds(1), deadlines => deadlines.RunOnceAsync);
        builder.Services.AddLoop<TemplateUses>(TimeSpan.FromSeconds(2), uses => uses.RunOnceAsync);
        builder.Services.AddSingleton(_ => TrashSettings.From(builder.Configuration));
        builder.Services.AddLoop<TrashExpiry>(TimeSpan.FromMinutes(1), trash => trash.RunOnceAsync);
        builder.Services.AddLoop<JobPurges>(TimeSpan.FromSeconds(5), purges => purges.RunOnceAsync);
        builder.Services.AddLoop<MarkPurge>(TimeSpan.FromHours(1), purge => purge.RunOnceAsync);
        builder.Services.AddLoop<IdempotencyPurge>(TimeSpan.FromMinutes(10), purge => purge.RunOnceAsync);
    }
}
