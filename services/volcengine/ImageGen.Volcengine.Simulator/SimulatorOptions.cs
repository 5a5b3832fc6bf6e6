namespace ImageGen.Volcengine.Simulator;

/// <summary>What is fixed for the life of one simulator. What may change while it runs is in <see cref="Settings"/>.</summary>
public sealed class SimulatorOptions
{
    /// <summary>
    /// Where to listen: addresses separated by semicolons. Port 0 takes a free one: read <c>WebApplication.Urls</c> after the start.
    /// </summary>
    public string Url { get; set; } = "http://127.0.0.1:0";

    /// <summary>The names by which it may be addressed, beside those of this machine: a page must not reach it by a name of its own.</summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>
    /// Hosts whose https links to input pictures are read although they are not in public networks: the platform's own. Its http links are
    /// read wherever they lead, because people's must be https.
    /// </summary>
    public ISet<string> InputHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Access key to secret key. A task is seen only by the access key that submitted it.</summary>
    public Dictionary<string, string> Credentials { get; } =
        new(StringComparer.Ordinal) { [SimulatorCredentials.AccessKey] = SimulatorCredentials.SecretKey };

    /// <summary>The API keys of Ark.</summary>
    public ISet<string> ArkApiKeys { get; } = new HashSet<string>(StringComparer.Ordinal) { SimulatorCredentials.ArkApiKey };

    /// <summary>The region that a credential scope must name.</summary>
    public string Region { get; set; } = "cn-north-1";

    /// <summary>The service that a credential scope must name.</summary>
    public string Service { get; set; } = "cv";

    /// <summary>The image services of veImageX that exist, whatever account asks.</summary>
    public ISet<string> ImageServices { get; } = new HashSet<string>(StringComparer.Ordinal) { SimulatorCredentials.ServiceId };

    /// <summary>How old a signature may be.</summary>
    public TimeSpan SignatureLife { get; set; } = TimeSpan.FromSeconds(900);

    /// <summary>How far ahead of the simulator's clock a signature may be dated.</summary>
    public TimeSpan FutureTolerance { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a result can be asked for. After it the task says <c>expired</c>, and after twice that it is forgotten.</summary>
    public TimeSpan TaskLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A journal of tasks and submissions, so that a killed process finds them again. Null keeps all in memory.</summary>
    public string? StatePath { get; set; }

    /// <summary>Words in a prompt that are refused: 50412, in Ark InputTextSensitiveContentDetected.</summary>
    public IList<string> ForbiddenWords { get; } = ["违禁", "forbidden-test-word"];

    /// <summary>Words in a prompt that are refused: 50413, in Ark the same with the suffix PolicyViolation.</summary>
    public IList<string> CopyrightWords { get; } = ["侵权", "copyright-test-word"];

    /// <summary>Words in a prompt that are accepted, and whose finished picture is withheld: 50511, in Ark OutputImageSensitiveContentDetected.</summary>
    public IList<string> RiskyOutputWords { get; } = ["高危画面", "risky-output-test-word"];

    /// <summary>What the simulator starts with; the admin endpoint changes it later.</summary>
    public SimulatorSettings Settings { get; set; } = new();
}
