using System.ComponentModel.DataAnnotations;
using ImageGen.Catalogue;
using ImageGen.Volcengine.Wire;
using ImageGen.Volcengine.Wire.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Settings;

/// <summary>The section <c>Volcengine</c> of the configuration. A number out of its range stops the start, which names it.</summary>
internal sealed class VolcengineOptions
{
    public const string Section = "Volcengine";

    /// <summary>The access key id (AK) of the first account, for the Visual API and veImageX. Empty: neither is used by it.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The secret access key (SK) of <see cref="AccessKey"/>.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>The session token of temporary credentials. Null: the keys are permanent.</summary>
    public string? SessionToken { get; set; }

    /// <summary>The region in the scope of a signature of the Visual API. Default: the one that its documents fix.</summary>
    public string Region { get; set; } = "cn-north-1";

    /// <summary>Further accounts, beside the first, which <see cref="AccessKey"/> and <see cref="ArkOptions.ApiKey"/> make. Default: none.</summary>
    public List<AccountOptions> Credentials { get; } = [];

    /// <summary>A JSON file with further accounts: an array of name, access_key, secret_key, session_token, ark_api_key, weight. Null: no such file.</summary>
    public string? CredentialsFile { get; set; }

    /// <summary>What each account may do, by the model's id or <c>*</c> for all models. Default: what the catalogue says of the model.</summary>
    public Dictionary<string, LimitOptions> Limits { get; } = [];

    /// <summary>
    /// Questions for results in a second, for each account over all replicas: up to 1000, may be a fraction; 0 is no limit. Null: the
    /// provider's own limit at its own address, else none.
    /// </summary>
    [Range(0d, 1_000d)]
    public double? PollsPerSecond { get; set; }

    /// <summary>Where the provider reaches us: an http or https address without a path. Null: no callbacks are asked for.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// A name for the last restore of the database from a backup, such as 2026-11-27T08:00: up to 100 characters, another each time; see
    /// docs/restore.md. Null: nothing was restored.
    /// </summary>
    [MaxLength(100, ErrorMessage = "IMAGEGEN_RESTORED has at most {1} characters.")]
    public string? Restored { get; set; }

    /// <summary>
    /// How long every worker must have been refused by every account before jobs fail for it, seconds: 0 (at once) to 86,400. Default: 120.
    /// </summary>
    [Range(0d, 86_400d)]
    public double RefusalPatienceSeconds { get; set; } = 120;

    [ValidateObjectMembers]
    public VisualOptions Visual { get; set; } = new();

    public ArkOptions Ark { get; set; } = new();

    public ImageXOptions ImageX { get; set; } = new();

    /// <summary>Asks the provider for the visible label that GB 45438-2025 wants on generated pictures. Default: true.</summary>
    public bool VisibleLabel { get; set; } = true;

    /// <summary>The code of the service provider (GB 45438-2025) that the provider is to write into metadata. Null: it is not asked to.</summary>
    public string? ContentProducer { get; set; }

    /// <summary>Submissions on the wire at a time, for this process and each account and model: 1 to 1000. Default: 32.</summary>
    [Range(1, 1_000)]
    public int ParallelSubmits { get; set; } = 32;

    /// <summary>Questions for results on the wire at a time, for this process: 1 to 1000. Default: 32.</summary>
    [Range(1, 1_000)]
    public int ParallelPolls { get; set; } = 32;

    /// <summary>
    /// Bytes of input pictures in memory at a time, for this process; one picture can not be larger: 1 MiB to 2 GiB. Default: 256 MiB.
    /// </summary>
    [Range(1L << 20, int.MaxValue)]
    public long InputBytesInFlight { get; set; } = 256L << 20;

    /// <returns>All accounts, that of the short variables first.</returns>
    public IReadOnlyList<AccountOptions> Pool()
    {
        var first = new AccountOptions { AccessKey = AccessKey, SecretKey = SecretKey, SessionToken = SessionToken, ArkApiKey = Ark.ApiKey };
        return first.HasKey ? [first, .. Credentials] : Credentials;
    }

    /// <summary>There is a chat model, and a key for it.</summary>
    public bool HelpsWithPrompts => Ark.ChatModel.Length > 0 && Pool().Any(account => !string.IsNullOrEmpty(account.ArkApiKey));

    /// <summary>Where each API is called.</summary>
    public IEnumerable<(ProviderApi Api, string Endpoint)> Endpoints() =>
        [(ProviderApis.Visual, Visual.Endpoint), (ProviderApis.Ark, Ark.Endpoint), (ProviderApis.ImageX, ImageX.Endpoint)];

    /// <summary>What no answer may bring any further.</summary>
    public Secrets Secrets() => new(Pool().SelectMany(account => account.Keys));

    /// <summary>A service that is called by signed requests; all of them have the times of the Visual API.</summary>
    public SignedService Signed(string endpoint, SigningScope scope) => new(
        new Uri(endpoint), scope, TimeSpan.FromSeconds(Visual.SubmitTimeoutSeconds), TimeSpan.FromSeconds(Visual.ResultTimeoutSeconds), Visual.ReturnUrl);
}

internal sealed class VisualOptions
{
    /// <summary>An http or https address without a path. Default: the provider's own.</summary>
    public string Endpoint { get; set; } = ProviderApis.Visual.Endpoint.Default!;

    /// <summary>
    /// How long a submission may take, seconds: above 0, at most 50, which is below the 60 s for which an intent is its writer's. Default: 30.
    /// </summary>
    [Range(0d, 50d, MinimumIsExclusive = true)]
    public double SubmitTimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// How long a question for a result may take, seconds: above 0, at most 18, which is below the time for which a claimed task is its
    /// poller's. Default: 15.
    /// </summary>
    [Range(0d, 18d, MinimumIsExclusive = true)]
    public double ResultTimeoutSeconds { get; set; } = 15;

    /// <summary>Results come as links, which Storage downloads; false asks for the bytes themselves. Default: true.</summary>
    public bool ReturnUrl { get; set; } = true;
}

internal sealed class ArkOptions
{
    private const string Pictures = "/images/generations";
    private const string Chat = "/chat/completions";

    /// <summary>The first account's key of the Ark API. Empty: the account does not use that API.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// An http or https address, with the path of a plan such as <c>/api/plan/v3</c>; without a path <c>/api/v3</c> is meant. Default: the
    /// provider's own.
    /// </summary>
    public string Endpoint { get; set; } = ProviderApis.Ark.Endpoint.Default!;

    /// <summary>The chat model that helps with prompts, or an endpoint of the account's own (<c>ep-…</c>). Empty: there is no such help.</summary>
    public string ChatModel { get; set; } = "";

    /// <summary>Where pictures are asked for.</summary>
    public Uri Address() => Of(Pictures);

    /// <summary>Where a chat model is asked.</summary>
    public Uri ChatAddress() => Of(Chat);

    private Uri Of(string call)
    {
        var endpoint = new Uri(Endpoint);
        var path = endpoint.AbsolutePath.TrimEnd('/');
        // The address of the call, copied from the documents, means its endpoint.
        if (path.EndsWith(Pictures, StringComparison.Ordinal))
            path = path[..^Pictures.Length];
        return new Uri(endpoint, (path.Length == 0 ? ProviderApis.Ark.UsualPath : path) + call);
    }
}

[OptionsValidator]
internal sealed partial class VolcengineOptionsValidator : IValidateOptions<VolcengineOptions>;
