using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.ObjectStorage;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Copying;
using ImageGen.Storage.Images;
using ImageGen.Storage.Labels.Reading;
using ImageGen.Storage.ProviderInputs;
using ImageGen.Storage.Purging;
using ImageGen.Storage.Sources;
using ImageGen.Storage.Thumbnails;
using ImageGen.Storage.Uploads;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage;

/// <summary>Copies generated pictures into storage of our own and serves them.</summary>
public static class StorageModule
{
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        builder.AddObjectStorage();
        builder.AddDocuments<ImageCopy>();
        builder.AddDocuments<Upload>();
        builder.AddDocuments<UploadUsage>();
        builder.AddOutbox<ImageCopy>();
        builder.Services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        AddCopies(builder.Services);
        AddSources(builder.Services);
        AddUploads(builder.Services);
        builder.Services.AddSingleton<IThumbnailer, VipsThumbnailer>();
        builder.Services.AddSingleton<ThumbnailStore>();
        builder.Services.AddSingleton<EagerThumbnails>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EagerThumbnails>());
        builder.Services.AddSingleton<ImageContents>();
        builder.Services.AddSingleton<LabelReader>();
        return builder;
    }

    public static void AddStorageConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddHandler<ImagesGenerated, ImagesGeneratedHandler>("storage-images-generated");
        bus.AddHandler<ImageReviewed, ImageReviewedHandler>("storage-image-reviewed");
        bus.AddHandler<PurgeImages, PurgeImagesHandler>("storage-purge-images");
    }

    public static void MapStorage(this IEndpointRouteBuilder routes)
    {
        routes.MapImages();
        routes.MapUploads();
        routes.MapLabels();
        routes.MapProviderInputs();
    }

    private static void AddCopies(IServiceCollection services)
    {
        services.AddSingleton<CopyStore>();
        services.AddSingleton<CopyWake>();
        services.AddSingleton<ImagesGeneratedHandler>();
        services.AddSingleton<ImageReviewedHandler>();
        services.AddSingleton<IPictureCopier, PictureCopier>();
        services.AddSingleton<CopyHandler>();
        services.AddLoop<CopyLoop>();
        services.AddSingleton<PurgeImagesHandler>();
        services.AddLoop<PicturePurge>(TimeSpan.FromSeconds(2), purge => purge.RunOnceAsync);
        services.AddLoop<IncomingPurge>(TimeSpan.FromHours(6), purge => purge.RunOnceAsync);
    }

    private static void AddUploads(IServiceCollection services)
    {
        services.AddSingleton<UploadPreparer>();
        services.AddSingleton<UploadAllowance>();
        services.AddSingleton<SpoolSpace>();
        services.AddSingleton<UploadRemoval>();
        services.TryAddSingleton<CallerAudit>();
        services.AddSingleton<UploadHandler>();
        services.AddLoop<UploadPurge>(TimeSpan.FromMinutes(10), purge => purge.RunOnceAsync);
    }

    private static void AddSources(IServiceCollection services)
    {
        services.AddSingleton<PictureBuffers>();
        services.AddSingleton<UrlSource>();
        services.AddSingleton<SourceReader>();
        services.AddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return SourceHosts.From(provider.GetRequiredService<IOptions<StorageOptions>>().Value, ProviderApis.All, name => configuration[name]);
        });
        services.AddHttpClient(UrlSource.ClientName, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
            })
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = (context, token) => SourceConnection.OpenAsync(context, provider.GetRequiredService<SourceHosts>(), token),
            })
            .RemoveAllLoggers();
    }
}
