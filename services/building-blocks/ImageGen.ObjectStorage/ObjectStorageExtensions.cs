using ImageGen.ObjectStorage.Keys;
using ImageGen.ObjectStorage.Links;
using ImageGen.ObjectStorage.LocalDisk;
using ImageGen.ObjectStorage.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ImageGen.ObjectStorage;

public static class ObjectStorageExtensions
{
    /// <summary>
    /// Adds <see cref="IObjectStore"/>, <see cref="UploadedPictures"/> and <see cref="ObjectLinks"/>: S3 where <c>S3:Endpoint</c> is set, else the folder <c>pictures</c> in <c>IMAGEGEN_DATA</c>
    /// (default <c>./data</c>). Several modules of one host may ask for it.
    /// </summary>
    /// <param name="required">Whether the host is not ready while the store is away.</param>
    public static IHostApplicationBuilder AddObjectStorage(this IHostApplicationBuilder builder, bool required = true)
    {
        if (!builder.Services.Any(service => service.ServiceType == typeof(IObjectStore)))
            AddStore(builder);
        if (required && !builder.Services.Any(service => service.ServiceType == typeof(ObjectStoreHealthCheck)))
        {
            builder.Services.AddSingleton<ObjectStoreHealthCheck>();
            builder.Services.AddHealthChecks().AddCheck<ObjectStoreHealthCheck>("object-store", tags: ["ready"], timeout: TimeSpan.FromSeconds(5));
        }
        return builder;
    }

    private static void AddStore(IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        if (string.IsNullOrEmpty(builder.Configuration[$"{S3Options.Section}:{nameof(S3Options.Endpoint)}"]))
            AddLocalDisk(builder);
        else
            AddS3(builder);
        builder.Services.AddSingleton<IObjectStore>(services => services.GetRequiredService<IPreparedStore>());
        builder.Services.AddSingleton<UploadedPictures>();
        builder.Services.AddSingleton<ObjectLinks>();
        builder.Services.AddOptions<LinkOptions>()
            .BindConfiguration(LinkOptions.Section)
            .Validate(LinkOptions.IsSound, "IMAGEGEN_PUBLIC_URL must be an http or https address without a path, and IMAGEGEN_SECRET_KEY must have at least 32 characters.")
            .ValidateOnStart();
        builder.Services.AddHostedService<ObjectStorePreparation>();
    }

    private static void AddLocalDisk(IHostApplicationBuilder builder)
    {
        var data = builder.Configuration["IMAGEGEN_DATA"];
        var folder = Path.Combine(string.IsNullOrEmpty(data) ? "data" : data, "pictures");
        builder.Services.AddSingleton<IPreparedStore>(services => new LocalDiskObjectStore(folder, services.GetRequiredService<TimeProvider>()));
    }

    private static void AddS3(IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<S3Options>()
            .BindConfiguration(S3Options.Section)
            .Validate(S3Options.IsComplete, "S3_ENDPOINT, and S3_PUBLIC_ENDPOINT where it is set, must be http or https addresses, and S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY must be set.")
            .ValidateOnStart();
        builder.Services.AddSingleton<IPreparedStore, S3ObjectStore>();
    }
}
