namespace ImageGen.Volcengine.Settings;

/// <summary>One account of the provider with its keys. A class, so that no generated text shows them.</summary>
internal sealed class AccountOptions
{
    public const string DefaultName = "default";

    /// <summary>What people call the account: 1 to 64 characters, each name once. Default: <c>default</c>.</summary>
    public string Name { get; set; } = DefaultName;

    /// <summary>The access key id (AK), which goes together with <see cref="SecretKey"/>. Empty: the account has none.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The secret access key (SK) of <see cref="AccessKey"/>.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>The session token of temporary credentials. Null: the keys are permanent.</summary>
    public string? SessionToken { get; set; }

    /// <summary>The key of the Ark API. Null: the account does not use it.</summary>
    public string? ArkApiKey { get; set; }

    /// <summary>All that is secret of it.</summary>
    public IEnumerable<string?> Keys => [AccessKey, SecretKey, SessionToken, ArkApiKey];

    public bool HasKey => AccessKey.Length > 0 || SecretKey.Length > 0 || ArkApiKey is { Length: > 0 };

    /// <summary>The account's share of the submissions, in proportion to the weights of the others: above 0, at most 1000. Default: 1.</summary>
    public double Weight { get; set; } = 1;

    /// <returns>What is wrong with a pool, or null. Names accounts, never keys.</returns>
    public static string? Problem(IReadOnlyList<AccountOptions> pool)
    {
        if (pool.FirstOrDefault(account => account.OwnProblem() is not null) is { } wrong)
            return $"Volcengine:Credentials, {wrong.Name}: {wrong.OwnProblem()}.";
        if (pool.GroupBy(account => account.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"Volcengine:Credentials: two accounts are called {twice.Key}.";
        return IsTwice(pool.Select(account => account.AccessKey)) ? "Volcengine:Credentials: two accounts have the same access key."
            : IsTwice(pool.Select(account => account.ArkApiKey)) ? "Volcengine:Credentials: two accounts have the same Ark API key."
            : null;
    }

    private static bool IsTwice(IEnumerable<string?> keys) => keys.Where(key => !string.IsNullOrEmpty(key)).GroupBy(key => key).Any(same => same.Count() > 1);

    private string? OwnProblem() => this switch
    {
        { Name: "" or { Length: > 64 } } => "a name has 1 to 64 characters",
        { AccessKey: "", SecretKey: not "" } or { AccessKey: not "", SecretKey: "" } => "an access key and a secret key go together",
        { HasKey: false } => "it has no key",
        _ when KeyText.Problem(AccessKey) is { } problem => $"the access key {problem}",
        _ when KeyText.Problem(SecretKey) is { } problem => $"the secret key {problem}",
        _ when KeyText.Problem(SessionToken) is { } problem => $"the session token {problem}",
        _ when KeyText.Problem(ArkApiKey) is { } problem => $"the Ark API key {problem}",
        { Weight: not (> 0 and <= 1_000) } => "a weight is above 0 and at most 1000",
        _ => null,
    };
}
