using ImageGen.ServiceDefaults.Configuration;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Accounts.Setup;

/// <summary>At the start of the service: makes the administrator that the settings name, or says how to become it.</summary>
internal sealed partial class FirstStart(FirstAdmin first, IConfiguration configuration, TimeProvider time, ILogger<FirstStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>By <c>IMAGEGEN_ADMIN_EMAIL</c> and <c>IMAGEGEN_ADMIN_PASSWORD</c>, where there is no administrator yet.</summary>
    /// <returns>Whether there is one now.</returns>
    /// <exception cref="ConfigurationException">They can not be used.</exception>
    public static async Task<bool> EnsureAsync(FirstAdmin first, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (await first.ExistsAsync(cancellationToken))
            return true;
        switch (configuration["ImageGen:AdminEmail"], configuration["ImageGen:AdminPassword"])
        {
            case ({ Length: > 0 } email, { Length: > 0 } password):
                try
                {
                    await first.AddAsync(email, password, http: null, cancellationToken);
                    return true;
                }
                catch (ProblemException problem)
                {
                    throw new ConfigurationException($"IMAGEGEN_ADMIN_EMAIL and IMAGEGEN_ADMIN_PASSWORD make no administrator. {problem.Message}");
                }

            case ({ Length: > 0 }, _) or (_, { Length: > 0 }):
                throw new ConfigurationException("Set both IMAGEGEN_ADMIN_EMAIL and IMAGEGEN_ADMIN_PASSWORD (or IMAGEGEN_ADMIN_PASSWORD_FILE), or neither.");

            default:
                return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await EnsureAsync(first, configuration, stoppingToken))
                    LogCode(await first.CodeAsync(stoppingToken));
                return;
            }
            catch (ConfigurationException error)
            {
                LogWrong(error.Message);
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogLater(error.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "There is no administrator yet. Open the web page, or call POST /api/v1/setup, with the set-up code {Code}")]
    private partial void LogCode(string code);

    [LoggerMessage(LogLevel.Error, "{Reason}")]
    private partial void LogWrong(string reason);

    [LoggerMessage(LogLevel.Warning, "Whether there is an administrator can not be looked up yet: {Reason}")]
    private partial void LogLater(string reason);
}
