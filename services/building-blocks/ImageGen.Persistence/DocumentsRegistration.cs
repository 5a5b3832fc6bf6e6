using ImageGen.Persistence.Mongo;
using ImageGen.Persistence.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Persistence;

public static class DocumentsRegistration
{
    /// <summary>
    /// Registers <see cref="IDocuments{T}"/> as a singleton: in the MongoDB that <c>MONGODB_URL</c> names, else in the SQLite
    /// file <c>imagegen.db</c> in the folder that <c>IMAGEGEN_DATA</c> names. All models share one database and its readiness check.
    /// The model itself is registered too, for whoever wants to know which documents there are.
    /// </summary>
    public static IHostApplicationBuilder AddDocuments<T>(this IHostApplicationBuilder builder, DocumentModel<T> model) where T : class
    {
        builder.Services.AddSingleton(model);
        if (builder.Configuration[MongoRegistration.Setting] is { Length: > 0 } url)
        {
            builder.AddMongoStore(url);
            builder.Services.AddSingleton<IDocuments<T>>(services => new MongoDocuments<T>(services.GetRequiredService<MongoStore>(), model));
        }
        else
        {
            builder.AddSqliteDatabase();
            builder.Services.AddSingleton<IDocuments<T>>(services => new SqliteDocuments<T>(services.GetRequiredService<SqliteDatabase>(), model));
        }

        return builder;
    }
}
