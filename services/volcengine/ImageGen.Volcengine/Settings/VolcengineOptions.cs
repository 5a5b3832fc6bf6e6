using ImageGen.Catalogue;
using ImageGen.Volcengine.Wire;
using ImageGen.Volcengine.Wire.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Settings;

/// <summary>The section <c>Volcengine</c> of the configuration.</summary>
internal sealed class VolcengineOptions
{
    public const string Section = "Volcengine";

    public string AccessKey { get; set; } = "";

    public string SecretKey { get; set; } = "";

    /// <summary>Only with temporary credentials.</summary>
    public string? SessionToken { get; set; }

    public string Region { get; set; } = "cn-north-1";

    /// <summary>Further accounts, beside the one of <see cref="AccessKey"/>.</summary>
    public List<CredentialOptions> Credentials { get; } = [];

    /// <summary>A JSON file with further accounts: an array of name, access_key, secret_key, session_token, ark_api_key, weight.</summary>
    public string? CredentialsFile { get; set; }

    /// <summary>What an account may do, by the model's id or <c>*</c>.</summary>
    public Dictionary<string, LimitOptions> Limits { get; } = [];

    /// <summary>Questions for results in a second, for each account over all replicas; 0 is no limit, null what the provider says.</summary>
    public double? PollsPerSecond { get; set; }

    /// <summary>Where the provider reaches us, such as https://images.example.com; null asks for no callbacks.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Named anew each time the database was restored from a backup, such as 2026-11-27T08:00; see docs/restore.md.</summary>
    public string? Restored { get; set; }

    /// <summary>How long every worker must have been refused by every account, in seconds, before jobs fail for it; 0 is at once.</summary>
    public double RefusalPatienceSeconds { get; set; } = 120;

    public VisualOptions Visual { get; set; } = new();

    public ArkOptions Ark { get; set; } = new();

    public ImageXOptions ImageX { get; set; } = new();

    /// <summary>Asks the provider for the visible mark that Chinese rules want on generated pictures.</summary>
    public bool VisibleLabel { get; set; } = true;

    /// <summary>The provider code written into a picture's metadata; without one no metadata is asked for.</summary>
    public string? ContentProducer { get; set; }

    /// <summary>Submissions on the wire at a time, for this process and each account and model.</summary>
    public int ParallelSubmits { get; set; } = 32;

    /// <summary>Questions for results on the wire at a time, for this process.</summary>
    public int ParallelPolls { get; set; } = 32;

    /// <summary>Bytes of input pictures in memory at a time, for this process; one picture can not be larger.</summary>
    public long InputBytesInFlight { get; set; } = 256L << 20;

    /// <returns>All accounts, that of the short variables first.</returns>
    public IReadOnlyList<CredentialOptions> Pool()
    {
        var first = new CredentialOptions { AccessKey = AccessKey, SecretKey = SecretKey, SessionToken = SessionToken, ArkApiKey = Ark.ApiKey };
        return first.HasKey ? [first, .. Credentials] : Credentials;
    }

    /// <summary>Where each API is called.</summary>
    public IEnumerable<(ProviderApi Api, string Endpoint)> Endpoints() =>
        [(ProviderApis.Visual, Visual.Endpoint), (ProviderApis.Ark, Ark.Endpoint), (ProviderApis.ImageX, ImageX.Endpoint)];

    /// <summary>What no answer may bring any further.</summary>
    public Secrets Secrets() =>
        new(Pool().SelectMany(account => (string?[])[account.AccessKey, account.SecretKey, account.SessionToken, account.ArkApiKey]));

    /// <summary>A service that is called by signed requests; all of them have the times of the Visual API.</summary>
    public SignedService Signed(string endpoint, SigningScope scope) => new(
        new Uri(endpoint), scope, TimeSpan.FromSeconds(Visual.SubmitTimeoutSeconds), TimeSpan.FromSeconds(Visual.ResultTimeoutSeconds), Visual.ReturnUrl);
}

internal sealed class VisualOptions
{
    public string Endpoint { get; set; } = ProviderApis.Visual.Endpoint.Default!;

    /// <summary>How long a submission may take, in seconds. Below the 60 s for which an intent is its writer's.</summary>
    public double SubmitTimeoutSeconds { get; set; } = 30;

    /// <summary>How long a question for a result may take, in seconds.</summary>
    public double ResultTimeoutSeconds { get; set; } = 15;

    /// <summary>Results as links, which Storage downloads; false asks for the bytes themselves.</summary>
    public bool ReturnUrl { get; set; } = true;
}

internal sealed class ArkOptions
{
    private const string Call = "/images/generations";

    /// <summary>Without one, the models of this API are not used.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>With the path of a plan, such as <c>/api/plan/v3</c>, or without one.</summary>
    public string Endpoint { get; set; } = ProviderApis.Ark.Endpoint.Default!;

    /// <summary>Where pictures are asked for.</summary>
    public Uri Address()
    {
        var endpoint = new Uri(Endpoint);
        var path = endpoint.AbsolutePath.TrimEnd('/');
        // Whoever copies the address of the call means the same.
        if (path.EndsWith(Call, StringComparison.Ordinal))
            path = path[..^Call.Length];
        return new Uri(endpoint, (path.Length == 0 ? ProviderApis.Ark.UsualPath : path) + Call);
    }
}

internal sealed class VolcengineOptionsCheck : IValidateOptions<VolcengineOptions>
{
    private const int LongestRestored = 100;

    public ValidateOptionsResult Validate(string? name, VolcengineOptions options)
    {
        var visual = options.Visual;
        string? problem = options switch
        {
            _ when KeyProblem(options) is { } wrong => wrong,
            { AccessKey: "", SecretKey: not "" } or { AccessKey: not "", SecretKey: "" } =>
                $"{ProviderApis.AccessKey.Variable} and {ProviderApis.SecretKey.Variable} go together: one of them is not set.",
            _ when options.Pool().Count == 0 =>
                $"Set {ProviderApis.KeyNames}, or all of them; each may also be a file named by the same name with _FILE.",
            { Region: "" } => "VOLCENGINE_REGION is empty; the Visual API's region is cn-north-1.",
            { ParallelSubmits: < 1 or > 1_000 } => "Volcengine:ParallelSubmits must be 1 to 1000.",
            { ParallelPolls: < 1 or > 1_000 } => "Volcengine:ParallelPolls must be 1 to 1000.",
            { InputBytesInFlight: < 1 << 20 or > int.MaxValue } => "Volcengine:InputBytesInFlight must be 1 MiB to 2 GiB.",
            { PollsPerSecond: not null and not (>= 0 and <= 1_000) } => "Volcengine:PollsPerSecond must be 0 (no limit) to 1000.",
            { Restored.Length: > LongestRestored } => $"IMAGEGEN_RESTORED has at most {LongestRestored} characters.",
            { RefusalPatienceSeconds: not (>= 0 and <= 86_400) } => "Volcengine:RefusalPatienceSeconds must be 0 to 86400.",
            { PublicUrl: { Length: > 0 } door } when !IsEndpoint(door) => "IMAGEGEN_PUBLIC_URL must be an http or https address without a path, such as https://images.example.com.",
            _ when CredentialOptions.Problem(options.Pool()) is { } wrong => wrong,
            _ when options.Limits.FirstOrDefault(limit => limit.Value.Problem() is not null) is { Key: { } model } wrong => $"Volcengine:Limits:{model}: {wrong.Value.Problem()}.",
            _ when options.Endpoints().Select(EndpointProblem).FirstOrDefault(wrong => wrong is not null) is { } wrong => wrong,
            _ when visual.SubmitTimeoutSeconds is not (> 0 and <= 50) => "Volcengine:Visual:SubmitTimeoutSeconds must be above 0 and at most 50.",
            // Shorter than the time for which a claimed task is its poller's.
            _ when visual.ResultTimeoutSeconds is not (> 0 and <= 18) => "Volcengine:Visual:ResultTimeoutSeconds must be above 0 and at most 18.",
            _ => null,
        };
        return problem is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problem);
    }

    private static bool IsEndpoint(string text) => IsAddress(text) && new Uri(text).AbsolutePath == "/";

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", UserInfo: "", Fragment: "", Host: not "" };

    private static string? EndpointProblem((ProviderApi Api, string Endpoint) set) => set switch
    {
        { Api: { UsualPath: null, Endpoint: var setting }, Endpoint: var address } when !IsEndpoint(address) =>
            $"{setting.Variable} must be an http or https address without a path, such as {setting.Default}.",
        { Api: { UsualPath: { } path, Endpoint: var setting }, Endpoint: var address } when !IsAddress(address) =>
            $"{setting.Variable} must be an http or https address, such as {setting.Default}, with or without a path such as {path}.",
        _ => null,
    };

    /// <returns>Which key no request could carry, and why, or null.</returns>
    private static string? KeyProblem(VolcengineOptions options) => new (ProviderSetting Setting, string? Key)[]
    {
        (ProviderApis.AccessKey, options.AccessKey),
        (ProviderApis.SecretKey, options.SecretKey),
        (ProviderApis.SessionToken, options.SessionToken),
        (ProviderApis.ArkApiKey, options.Ark.ApiKey),
    }.Select(set => KeyText.Problem(set.Key) is { } problem ? $"{set.Setting.Variable} {problem}." : null).FirstOrDefault(problem => problem is not null);
}
