using System.Collections.Concurrent;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Providers;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// How often results may be asked for: within an account's budget, which all replicas share; and where the provider says that it
/// was too often, less often until it is quiet again.
/// </summary>
internal sealed class PollPace(ImageProviders providers, Rates rates, IOptions<VolcengineOptions> options)
{
    /// <summary>Nobody waits longer than about so many seconds for a moment, which is less than a claim's lease.</summary>
    private const int LongestWait = 2;

    private const double Step = 1.5;
    private const double Recovery = 0.98;
    private const double MostStretched = 16;

    private readonly ConcurrentDictionary<(string Api, string CredentialId), double> stretches = new();

    /// <summary>Tasks that may be in hand at a time: no more than the budgets let through in a moment.</summary>
    public int Room
    {
        get
        {
            var budgets = providers.All.Where(provider => provider.Credentials.Count > 0).Select(Budget).ToList();
            var all = options.Value.ParallelPolls;
            return budgets.Count == 0 || budgets.Contains(null) ? all : (int)Math.Clamp(budgets.Sum(budget => budget!.Value) * LongestWait, 1, all);
        }
    }

    public Task WaitAsync(ProviderTask task, CancellationToken cancellationToken) => Budget(providers.Of(task.Api)) is { } perSecond
        ? rates.WaitAsync(Rate.OfPolls(task.Api, task.CredentialId), perSecond, cancellationToken)
        : Task.CompletedTask;

    /// <summary>How many times as long as usual to wait between questions by the task's account.</summary>
    public double Stretch(ProviderTask task) => stretches.GetValueOrDefault(KeyOf(task), 1);

    public async Task LearnAsync(ProviderTask task, PollOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is not PollOutcome.Unavailable { Throttled: true })
        {
            stretches.AddOrUpdate(KeyOf(task), 1, (_, stretch) => Math.Max(1, stretch * Recovery));
            return;
        }

        stretches.AddOrUpdate(KeyOf(task), Step, (_, stretch) => Math.Min(MostStretched, stretch * Step));
        if (Budget(providers.Of(task.Api)) is not null)
            await rates.SlowDownAsync(Rate.OfPolls(task.Api, task.CredentialId), cancellationToken);
    }

    private static (string Api, string CredentialId) KeyOf(ProviderTask task) => (task.Api, task.CredentialId);

    private double? Budget(IImageProvider provider) => options.Value.PollsPerSecond switch
    {
        null => provider.PollsPerSecond,
        > 0 and var perSecond => perSecond,
        _ => null,
    };
}
