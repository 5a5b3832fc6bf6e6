using System.Collections.Concurrent;
using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Admission.Pacing;

/// <summary>
/// How often results may be asked for: within an account's budget, which all replicas share; and where the provider says that it
/// was too often, less often until it is quiet again.
/// </summary>
internal sealed class PollPace(ProviderApiIndex apis, Rates rates, IOptions<VolcengineOptions> options, TimeProvider time)
{
    /// <summary>How long a question waits at most for its moment in the budget, seconds; less than the lease of a claim.</summary>
    private const int LongestWait = 2;

    private const double Step = 1.5;
    private const double Recovery = 0.98;
    private const double MostStretched = 16;

    /// <summary>Milliseconds. Questions that were out together are refused together, which says no more than one refusal does.</summary>
    private const long OneRefusal = 1_000;

    private readonly ConcurrentDictionary<(string Api, string CredentialId), Stretched> stretches = new();

    /// <summary>Tasks that may be in hand at a time: no more than the budgets let through in a moment.</summary>
    public int Room
    {
        get
        {
            var budgets = apis.All.Where(api => api.Accounts.Count > 0).Select(Budget).ToList();
            var all = options.Value.ParallelPolls;
            return budgets.Count == 0 || budgets.Contains(null) ? all : (int)Math.Clamp(budgets.Sum(budget => budget!.Value) * LongestWait, 1, all);
        }
    }

    public Task WaitAsync(ProviderTask task, CancellationToken cancellationToken) => Budget(apis.Of(task.Api)) is { } perSecond
        ? rates.WaitAsync(Rate.OfPolls(task.Api, task.CredentialId), perSecond, cancellationToken)
        : Task.CompletedTask;

    /// <summary>How many times as long as usual to wait between questions by the task's account.</summary>
    public double Stretch(ProviderTask task) => stretches.GetValueOrDefault(KeyOf(task)).By is > 1 and var by ? by : 1;

    /// <param name="throttled">The provider said that it was asked too often.</param>
    public async Task LearnAsync(ProviderTask task, bool throttled, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        stretches.AddOrUpdate(KeyOf(task), _ => After(default), (_, stretch) => After(stretch));
        if (throttled && Budget(apis.Of(task.Api)) is not null)
            await rates.SlowDownAsync(Rate.OfPolls(task.Api, task.CredentialId), cancellationToken);

        Stretched After(Stretched stretch) => throttled switch
        {
            false => stretch with { By = stretch.By * Recovery },
            true when now < stretch.At + OneRefusal => stretch,
            true => new Stretched(Math.Min(MostStretched, Math.Max(1, stretch.By) * Step), now),
        };
    }

    private static (string Api, string CredentialId) KeyOf(ProviderTask task) => (task.Api, task.CredentialId);

    private double? Budget(IProviderApi api) => options.Value.PollsPerSecond switch
    {
        null => api.PollsPerSecond,
        > 0 and var perSecond => perSecond,
        _ => null,
    };

    /// <param name="By">How many times as long as usual questions wait; at most 1 means no longer than usual.</param>
    /// <param name="At">When <paramref name="By"/> grew last, Unix milliseconds.</param>
    private readonly record struct Stretched(double By, long At);
}
