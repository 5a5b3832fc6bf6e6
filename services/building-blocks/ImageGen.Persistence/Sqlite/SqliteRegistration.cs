using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Persistence.Sqlite;

internal static class SqliteRegistration
{
    public static void AddSqliteDatabase(this IHostApplicationBuilder builder)
    {
        var folder = DataFolder.PathFrom(builder.Configuration);
        builder.Services.AddSingleton(_ => new SqliteDatabase(Path.Combine(folder, "imagegen.db")));
        builder.Services.AddHealthChecks().AddCheck<SqliteHealthCheck>("sqlite", tags: ["ready"]);
    }
}
