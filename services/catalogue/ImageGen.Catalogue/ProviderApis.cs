namespace ImageGen.Catalogue;

/// <summary>
/// The provider's APIs: the one list of what is set for them, which the worker, Storage and Standalone read. Files that can not read it
/// (<c>.env.example</c>, Compose, scripts) are held to it by tests.
/// </summary>
public static class ProviderApis
{
    private static readonly string[] Networks = ["*.volces.com", "*.volccdn.com", "*.volcvideo.com", "*.byteimg.com", "*.ibyteimg.com", "*.bytepluses.com"];

    public static ProviderSetting AccessKey { get; } = new("VOLCENGINE_ACCESS_KEY", "Volcengine:AccessKey") { IsSecret = true };

    public static ProviderSetting SecretKey { get; } = new("VOLCENGINE_SECRET_KEY", "Volcengine:SecretKey") { IsSecret = true };

    /// <summary>Only with temporary keys.</summary>
    public static ProviderSetting SessionToken { get; } = new("VOLCENGINE_SESSION_TOKEN", "Volcengine:SessionToken") { IsSecret = true };

    public static ProviderSetting ArkApiKey { get; } = new("ARK_API_KEY", "Volcengine:Ark:ApiKey") { IsSecret = true };

    /// <summary>A file with further accounts.</summary>
    public static ProviderSetting AccountsFile { get; } = new("VOLCENGINE_CREDENTIALS_FILE", "Volcengine:CredentialsFile");

    /// <summary>The Visual API (智能视觉).</summary>
    public static ProviderApi Visual { get; } =
        new("visual", new ProviderSetting("VOLCENGINE_VISUAL_ENDPOINT", "Volcengine:Visual:Endpoint", "https://visual.volcengineapi.com") { IsResultHost = true })
        {
            Keys = [AccessKey, SecretKey],
            Others = [SessionToken, new ProviderSetting("VOLCENGINE_REGION", "Volcengine:Region", "cn-north-1")],
            ResultHosts = Networks,
        };

    /// <summary>Ark (火山方舟).</summary>
    public static ProviderApi Ark { get; } =
        new("ark", new ProviderSetting("ARK_ENDPOINT", "Volcengine:Ark:Endpoint", "https://ark.cn-beijing.volces.com") { IsResultHost = true })
        {
            UsualPath = "/api/v3",
            Keys = [ArkApiKey],
            Others = [new ProviderSetting("ARK_CHAT_MODEL", "Volcengine:Ark:ChatModel")],
            ResultHosts = Networks,
        };

    /// <summary>veImageX, by the keys of the Visual API; its pictures come from a domain of the account's own.</summary>
    public static ProviderApi ImageX { get; } =
        new("imagex", new ProviderSetting("VOLCENGINE_IMAGEX_ENDPOINT", "Volcengine:ImageX:Endpoint", "https://imagex.volcengineapi.com") { IsResultHost = true })
        {
            Keys = [AccessKey, SecretKey],
            Others =
            [
                SessionToken,
                new ProviderSetting("VOLCENGINE_SERVICE_ID", "Volcengine:ImageX:ServiceId"),
                new ProviderSetting("VOLCENGINE_IMAGEX_DOMAIN", "Volcengine:ImageX:Domain") { IsResultHost = true },
                new ProviderSetting("VOLCENGINE_IMAGEX_TEMPLATE", "Volcengine:ImageX:Template"),
            ],
            ResultHosts = Networks,
        };

    public static IReadOnlyList<ProviderApi> All { get; } = [Visual, Ark, ImageX];

    /// <summary>Of all APIs, and those that hold for all of them; each once.</summary>
    public static IReadOnlyList<ProviderSetting> Settings { get; } =
    [
        .. All.SelectMany(api => api.Settings).Distinct(),
        AccountsFile,
        new("VOLCENGINE_CONCURRENCY", "Volcengine:Limits:*:Concurrency"),
        new("VOLCENGINE_REQUESTS_PER_SECOND", "Volcengine:Limits:*:RequestsPerSecond"),
        new("VOLCENGINE_POLLS_PER_SECOND", "Volcengine:PollsPerSecond"),
        new("VOLCENGINE_MODEL_ID", "Volcengine:ModelId"),
    ];

    /// <summary>Where one of these is set there is an account, so that no simulator has to stand in.</summary>
    public static IReadOnlyList<ProviderSetting> Accounts { get; } = [.. All.SelectMany(api => api.Keys).Distinct(), AccountsFile];

    /// <summary>For people: the variables that an account needs, by API.</summary>
    public static string KeyNames { get; } =
        string.Join(", or ", All.Select(api => string.Join(" and ", api.Keys.Select(key => key.Variable))).Distinct());
}
