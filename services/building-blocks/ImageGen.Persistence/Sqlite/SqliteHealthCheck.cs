using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ImageGen.Persistence.Sqlite;

internal sealed class SqliteHealthCheck(SqliteDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await database.ReadAsync(static session => session.Execute("SELECT 1"), cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
