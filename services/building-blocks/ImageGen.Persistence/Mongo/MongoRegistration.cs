using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace ImageGen.Persistence.Mongo;

internal static class MongoRegistration
{
    public const string Setting = "MONGODB_URL";

    public static void AddMongoStore(this IHostApplicationBuilder builder, string url)
    {
        var address = Parse(url);
        builder.Services.AddSingleton(services => new MongoStore(
            address, services.GetRequiredService<TimeProvider>(), logger: services.GetRequiredService<ILogger<MongoStore>>()));
        builder.Services.AddHealthChecks().AddCheck<MongoHealthCheck>("mongodb", tags: ["ready"]);
    }

    private static MongoUrl Parse(string url)
    {
        try
        {
            return new MongoUrl(url);
        }
        catch (MongoConfigurationException)
        {
            // The driver's message repeats the URL with its password.
            throw new OptionsValidationException(Setting, typeof(string), [$"{Setting} is not a MongoDB connection string (mongodb://user:password@host:27017/database)."]);
        }
    }
}
