using ImageGen.Accounts;
using ImageGen.Catalogue;
using ImageGen.Edge;
using ImageGen.Jobs;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Persistence.Unreadable;
using ImageGen.ServiceDefaults;
using ImageGen.Storage;
using ImageGen.Volcengine;

namespace ImageGen.Standalone;

/// <summary>Every module in one process: in-memory bus, SQLite, local disk, and the simulator while no key is configured.</summary>
internal static class StandaloneHost
{
    /// <returns>The exit code: 0 after a clean stop, 1 where it can not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.AddServiceDefaults();
            builder.ListenHere();
            using var folder = DataFolder.Lock(DataFolder.PathFrom(builder.Configuration));
            SecretKeyFile.Use(builder.Configuration, folder.Path);
            await using var demo = await DemoProvider.StartWhereNoKeyIsSetAsync(builder.Configuration, folder.Path);
            // First of all: where it must not start, nothing else is to have begun.
            builder.AddAccounts(isOptional: true);
            builder.AddMessaging(bus =>
            {
                bus.AddJobsConsumers();
                bus.AddVolcengineConsumers();
                bus.AddStorageConsumers();
            });
            builder.AddJobs();
            builder.AddVolcengine();
            builder.AddStorage();

            await using var app = builder.Build();
            app.UseServiceDefaults();
            app.UseFrontDoor();
            app.MapDefaultEndpoints();
            app.MapAccounts();
            app.MapJobs();
            app.MapVolcengine();
            app.MapStorage();
            app.MapDocuments();
            app.UseWebApp();
            app.Lifetime.ApplicationStarted.Register(() =>
            {
                if (demo is not null)
                    DemoProvider.ReachUsBy(app.Configuration, app.Urls);
                Greet(app.Urls, demo is not null);
            });
            await app.RunToItsEndAsync();
            return 0;
        }
        catch (Exception error) when (ServiceHost.Explain(error) is { } reason)
        {
            await Console.Error.WriteLineAsync("imagegen: " + reason);
            return 1;
        }
    }

    private static void Greet(ICollection<string> urls, bool demo)
    {
        Console.WriteLine($"ImageGen runs on {urls.First()}  (Ctrl-C stops it)");
        if (demo)
            Console.WriteLine($"Demo mode: pictures are drawn by a local simulator, nothing is billed. Set {ProviderApis.KeyNames}, for the real models.");
    }
}
