using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>What this process has been told about one account of one API, and the document that says so to the others.</summary>
internal sealed class OwnOpinion(string api, string credentialId)
{
    private const string WholeAccount = "";

    private readonly Lock gate = new();
    private readonly Dictionary<string, Refusal> refusals = [];

    public string Api => api;

    public string CredentialId => credentialId;

    /// <summary>One write of the document at a time.</summary>
    public SemaphoreSlim Writing { get; } = new(1, 1);

    /// <summary>As it was last written; null before, or where it was deleted.</summary>
    public Stored<AccountOpinion>? Stored { get; set; }

    /// <returns>What stands between the account and the model; null where nothing does.</returns>
    public Refusal? Of(string model)
    {
        lock (gate)
            return refusals.GetValueOrDefault(WholeAccount) ?? refusals.GetValueOrDefault(model);
    }

    /// <param name="model">Only this one; null for the account as a whole.</param>
    /// <returns>The refusal as it stands now; null where this one changes nothing.</returns>
    public Refusal? Refused(string? model, AccountError error, long now, long patience)
    {
        lock (gate)
        {
            var before = refusals.GetValueOrDefault(model ?? WholeAccount);
            var next = Refusal.Next(before, error, now, patience);
            refusals[model ?? WholeAccount] = next;
            // A refusal of one model shows that the account itself is let in.
            var letIn = model is not null && refusals.Remove(WholeAccount);
            return ReferenceEquals(next, before) && !letIn ? null : next;
        }
    }

    /// <returns>Whether anything stood in the way before.</returns>
    public bool Served(string model)
    {
        lock (gate)
            return refusals.Remove(WholeAccount) | refusals.Remove(model);
    }

    /// <summary>Takes the right to try again.</summary>
    public bool TryBegin(string model, long now) => Change(model, refusal => refusal.Try(now));

    public void NotTried(string model, long now) => Change(model, refusal => refusal.NotTried(now));

    /// <param name="ahead">How much further the clock on the wall is than that of the refusals.</param>
    public AccountOpinion ToDocument(string workerId, long beatAt, long ahead)
    {
        lock (gate)
        {
            return new AccountOpinion
            {
                Id = AccountOpinion.IdOf(workerId, api, credentialId),
                WorkerId = workerId,
                Api = api,
                CredentialId = credentialId,
                BeatAt = beatAt,
                Refusals =
                [
                    .. refusals.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new RefusedSince(
                        entry.Key == WholeAccount ? null : entry.Key, entry.Value.Error, entry.Value.Since + ahead, entry.Value.Until + ahead, entry.Value.Settled)),
                ],
            };
        }
    }

    private bool Change(string model, Func<Refusal, Refusal?> rule)
    {
        lock (gate)
        {
            var key = refusals.ContainsKey(WholeAccount) ? WholeAccount : model;
            if (!refusals.TryGetValue(key, out var refusal))
                return true;
            if (rule(refusal) is not { } next)
                return false;
            refusals[key] = next;
            return true;
        }
    }
}
