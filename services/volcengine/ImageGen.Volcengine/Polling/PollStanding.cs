using System.Collections.Concurrent;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// By which accounts the provider lets this worker ask for results. Where it refuses, the worker leaves the questions to the others and tries
/// again after growing pauses: its refused questions would use up the budget that they share.
/// </summary>
internal sealed class PollStanding(TimeProvider time)
{
    private const long ShortestPause = 2_000;
    private const long LongestPause = 300_000;

    /// <summary>The accounts by which this process has asked so far.</summary>
    private readonly ConcurrentDictionary<(string Api, string CredentialId), Standing> accounts = new();

    /// <summary>The provider lets this worker ask by none of its accounts: then it claims no tasks.</summary>
    public bool IsOutEverywhere => Left > 0;

    /// <summary>Milliseconds until it may try again; a worker that has not asked yet may try at once.</summary>
    private long Left => accounts.Values.Any(standing => standing.IsLetIn)
        ? 0
        : accounts.Values.Select(standing => standing.Until).DefaultIfEmpty().Max() - Now();

    public bool IsOut(ProviderTask task) => accounts.TryGetValue(KeyOf(task), out var standing) && Now() < standing.Until;

    public void Learn(ProviderTask task, PollOutcome outcome)
    {
        switch (outcome)
        {
            case PollOutcome.NotLetIn { ByClock: var byClock }:
                accounts.AddOrUpdate(KeyOf(task), _ => Refused(default), (_, before) => Refused(before));
                if (byClock)
                    NobodyIsLetIn();
                break;
            case not PollOutcome.Unavailable:
                accounts[KeyOf(task)] = new Standing(IsLetIn: true, Pause: 0, Until: 0);
                break;
        }
    }

    /// <summary>Returns when there is an account to ask by.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        Left is > 0 and var wait ? Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellationToken) : Task.CompletedTask;

    /// <summary>Whatever was heard by other accounts was heard while the clock was right.</summary>
    private void NobodyIsLetIn()
    {
        foreach (var account in accounts.Keys)
            accounts.AddOrUpdate(account, _ => default, (_, before) => before with { IsLetIn = false });
    }

    /// <summary>Questions that were out together are refused together, which says no more than one refusal does.</summary>
    private Standing Refused(Standing before)
    {
        var now = Now();
        if (now < before.Until)
            return before;
        var pause = Math.Clamp(before.Pause * 2, ShortestPause, LongestPause);
        return new Standing(IsLetIn: false, pause, now + pause);
    }

    private static (string Api, string CredentialId) KeyOf(ProviderTask task) => (task.Api, task.CredentialId);

    /// <summary>Only goes forward, however wrong the clock is.</summary>
    private long Now() => (long)time.GetElapsedTime(0).TotalMilliseconds;

    private readonly record struct Standing(bool IsLetIn, long Pause, long Until);
}
