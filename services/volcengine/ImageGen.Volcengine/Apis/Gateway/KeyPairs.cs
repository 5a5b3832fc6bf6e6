using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire.Signing;

namespace ImageGen.Volcengine.Apis.Gateway;

/// <summary>The accounts that have a key pair, by the id that names each without revealing it.</summary>
internal sealed class KeyPairs
{
    private readonly Dictionary<string, KeyPair> keys;

    public KeyPairs(IEnumerable<AccountOptions> pool)
    {
        var pairs = pool.Where(account => account.AccessKey.Length > 0)
            .Select(account => (Account: account, Id: ProviderAccount.IdOf(account.AccessKey))).ToList();
        keys = pairs.ToDictionary(pair => pair.Id, pair => new KeyPair(pair.Account.AccessKey, pair.Account.SecretKey, pair.Account.SessionToken));
        Accounts = [.. pairs.Select(pair => new ProviderAccount(pair.Id, pair.Account.Name, pair.Account.Weight))];
    }

    public IReadOnlyList<ProviderAccount> Accounts { get; }

    public KeyPair this[string id] => keys[id];

    /// <summary>Null where the key is no longer configured.</summary>
    public KeyPair? Find(string id) => keys.GetValueOrDefault(id);

    /// <summary>Asks for a task by the account that submitted it.</summary>
    public async Task<PollOutcome> AskAsync(ProviderTask task, Func<KeyPair, Task<PollOutcome>> ask)
    {
        if (keys.TryGetValue(task.CredentialId, out var key))
            return await ask(key);
        // A new key of the same account knows its tasks; that of another account can not.
        foreach (var other in keys.Values)
        {
            if (await ask(other) is not PollOutcome.NotFound and var outcome)
                return outcome;
        }

        return new PollOutcome.NotLetIn("The task was submitted with another access key, and none of the present ones sees it.");
    }
}
