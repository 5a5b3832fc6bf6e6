using System.Data.Common;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace ImageGen.ServiceDefaults;

/// <summary>Builds and runs one host, and says in one line why it can not start.</summary>
public static class ServiceHost
{
    /// <returns>The exit code: 0 after a clean stop, 1 where the configuration can not work.</returns>
    public static async Task<int> RunAsync(string[] args, Action<WebApplicationBuilder> services, Action<WebApplication> endpoints)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.AddServiceDefaults();
            services(builder);
            await using var app = builder.Build();
            app.UseServiceDefaults();
            app.MapDefaultEndpoints();
            endpoints(app);
            await app.RunToItsEndAsync();
            return 0;
        }
        catch (Exception error) when (Explain(error) is { } reason)
        {
            await Console.Error.WriteLineAsync("imagegen: " + reason);
            return 1;
        }
    }

    /// <returns>The line for the person who started the program, or null where the fault is ours.</returns>
    public static string? Explain(Exception error) => error switch
    {
        ConfigurationException => error.Message,
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        // A port that is taken, a folder or a file that is not ours: the message names it.
        IOException or UnauthorizedAccessException => error.Message,
        DbException => $"The database can not be opened: {error.Message}",
        _ => null,
    };
}
