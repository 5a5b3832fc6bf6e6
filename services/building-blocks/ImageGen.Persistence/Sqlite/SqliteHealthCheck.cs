using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ImageGen.Persistence.Sqlite;

/// <summary>Ready when the database answers. Where its disk is nearly full it still serves what is stored: degraded, with the reason.</summary>
internal sealed class SqliteHealthCheck(SqliteDatabase database, FreeSpace space) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await database.ReadAsync(static session => session.Execute("SELECT 1"), cancellationToken);
        return space.Shortage is { } shortage ? HealthCheckResult.Degraded(shortage) : HealthCheckResult.Healthy();
    }
}
