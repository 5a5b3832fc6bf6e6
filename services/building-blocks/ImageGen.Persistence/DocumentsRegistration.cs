using System.Diagnostics.Metrics;
using ImageGen.Persistence.Mongo;
using ImageGen.Persistence.Sqlite;
using ImageGen.Persistence.Unreadable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Persistence;

public static class DocumentsRegistration
{
    /// <summary>
    /// Registers <see cref="IDocuments{T}"/> as a singleton: in the MongoDB that <c>MONGODB_URL</c> names, else in the SQLite
    /// file <c>imagegen.db</c> in the folder that <c>IMAGEGEN_DATA</c> names. All models share one database and its readiness check,
    /// the list of what could not be read, and <see cref="FreeSpace"/>. The model itself is registered too, for whoever wants to know
    /// which documents there are.
    /// </summary>
    public static IHostApplicationBuilder AddDocuments<T>(this IHostApplicationBuilder builder) where T : class, IDocument<T> =>
        builder.AddDocuments(T.Documents);

    /// <summary>The same, for a model that its document does not declare itself.</summary>
    public static IHostApplicationBuilder AddDocuments<T>(this IHostApplicationBuilder builder, DocumentModel<T> model) where T : class
    {
        if (!builder.Services.Any(service => service.ServiceType == typeof(UnreadableDocuments)))
        {
            builder.AddShared();
            builder.AddModel(UnreadableDocument.Documents);
        }

        return builder.AddModel(model);
    }

    private static void AddShared(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(services => new UnreadableDocuments(
            new Lazy<IDocuments<UnreadableDocument>>(services.GetRequiredService<IDocuments<UnreadableDocument>>),
            services.GetRequiredService<IMeterFactory>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<UnreadableDocuments>>()));
        builder.Services.AddSingleton(FreeSpace.From(builder.Configuration));
        if (builder.Configuration[MongoRegistration.Setting] is { Length: > 0 } url) builder.AddMongoStore(url);
        else builder.AddSqliteDatabase();
    }

    private static IHostApplicationBuilder AddModel<T>(this IHostApplicationBuilder builder, DocumentModel<T> model) where T : class
    {
        builder.Services.AddSingleton(model);
        builder.Services.AddSingleton(services => new DocumentReader<T>(model, services.GetRequiredService<UnreadableDocuments>()));
        if (builder.Services.Any(service => service.ServiceType == typeof(MongoStore)))
        {
            builder.Services.AddSingleton<IDocuments<T>>(services => new MongoDocuments<T>(
                services.GetRequiredService<MongoStore>(), model, services.GetRequiredService<DocumentReader<T>>()));
        }
        else
        {
            builder.Services.AddSingleton<IDocuments<T>>(services => new SqliteDocuments<T>(
                services.GetRequiredService<SqliteDatabase>(), model, services.GetRequiredService<DocumentReader<T>>()));
        }

        return builder;
    }
}
