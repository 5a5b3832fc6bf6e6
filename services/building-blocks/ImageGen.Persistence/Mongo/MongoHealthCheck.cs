using Microsoft.Extensions.Diagnostics.HealthChecks;
using MongoDB.Bson;

namespace ImageGen.Persistence.Mongo;

/// <summary>Ready when the database answers, and when both agree about the time: leases are written by one host's clock and read by another's.</summary>
internal sealed class MongoHealthCheck(MongoStore store, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan LargestSkew = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var asked = time.GetUtcNow();
        // The older name of "hello": every server knows it, and it tells the server's time.
        var answer = await store.Database.RunCommandAsync<BsonDocument>(new BsonDocument("isMaster", 1), cancellationToken: cancellationToken);
        var answered = time.GetUtcNow();
        if (!answer.TryGetValue("localTime", out var told)) return HealthCheckResult.Healthy();
        var theirs = new DateTimeOffset(told.ToUniversalTime());
        // Its time lies somewhere between question and answer; a slow answer is not a wrong clock.
        var skew = theirs < asked ? asked - theirs : theirs > answered ? theirs - answered : TimeSpan.Zero;
        return skew <= LargestSkew
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"This host's clock is {skew.TotalSeconds:0} s off the database's clock.");
    }
}
