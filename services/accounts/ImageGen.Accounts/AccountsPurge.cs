using ImageGen.Accounts.Attempts;
using ImageGen.Accounts.Sessions;
using ImageGen.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Accounts;

/// <summary>Deletes sessions that have ended and attempts that are forgotten. A store that is away only delays it.</summary>
internal sealed partial class AccountsPurge(IDocuments<Session> sessions, AttemptGuard guard, TimeProvider time, ILogger<AccountsPurge> logger) : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (await sessions.DeleteOlderThanAsync(Session.ExpiresAtField, time.UnixMilliseconds(), AtOnce, cancellationToken) == AtOnce)
        {
        }

        while (await guard.PurgeAsync(cancellationToken) == AtOnce)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(error.Message);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sessions that have ended could not be deleted; it is tried again: {Reason}")]
    private partial void LogFailed(string reason);
}
