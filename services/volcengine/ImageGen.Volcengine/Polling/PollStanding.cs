using System.Collections.Concurrent;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// By which accounts the provider lets this worker ask. Where it does not, the worker leaves the questions to those who are let in, and
/// tries again after growing pauses: its questions in vain would only make the others' wait.
/// </summary>
internal sealed class PollStanding(TimeProvider time)
{
    private const long ShortestPause = 2_000;
    private const long LongestPause = 300_000;

    /// <summary>Those that were asked by so far.</summary>
    private readonly ConcurrentDictionary<(string Api, string CredentialId), Standing> accounts = new();

    public bool IsOut(ProviderTask task) => accounts.TryGetValue(KeyOf(task), out var standing) && Now() < standing.Until;

    public void Learn(ProviderTask task, PollOutcome outcome)
    {
        if (outcome is PollOutcome.NotLetIn)
            accounts.AddOrUpdate(KeyOf(task), _ => Refused(default), (_, before) => Refused(before));
        else if (outcome is not PollOutcome.Unavailable)
            accounts[KeyOf(task)] = default;
    }

    /// <summary>By no account that it has asked by so far.</summary>
    public bool IsOutEverywhere => Left > 0;

    /// <summary>Milliseconds until there is an account to ask by.</summary>
    private long Left => accounts.Values.Select(standing => standing.Until).DefaultIfEmpty().Min() - Now();

    /// <summary>Returns when there is an account to ask by. A worker that has not asked yet may ask by all.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        Left is > 0 and var wait ? Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellationToken) : Task.CompletedTask;

    /// <summary>Questions that were out together are refused together, which says no more than one refusal does.</summary>
    private Standing Refused(Standing before)
    {
        var now = Now();
        if (now < before.Until)
            return before;
        var pause = Math.Clamp(before.Pause * 2, ShortestPause, LongestPause);
        return new Standing(pause, now + pause);
    }

    private static (string Api, string CredentialId) KeyOf(ProviderTask task) => (task.Api, task.CredentialId);

    /// <summary>Only goes forward, however wrong the clock is.</summary>
    private long Now() => (long)time.GetElapsedTime(0).TotalMilliseconds;

    /// <param name="Until">0 where it is let in.</param>
    private readonly record struct Standing(long Pause, long Until);
}
