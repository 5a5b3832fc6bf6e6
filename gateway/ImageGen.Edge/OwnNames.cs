using System.Net;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace ImageGen.Edge;

/// <summary>
/// The names by which this host may be addressed: those of this machine, the host of <c>IMAGEGEN_PUBLIC_URL</c>, those of
/// <c>IMAGEGEN_ALLOWED_HOSTS</c>, and those it was told to listen on. Any other may be a foreign page's own name that it has pointed at us
/// (DNS rebinding), and nothing else stands in its way while there is no login.
/// </summary>
internal sealed class OwnNames
{
    private const string PublicUrlSetting = "ImageGen:PublicUrl";
    private static readonly char[] Separators = [';', ','];

    private readonly IConfiguration configuration;
    private readonly StringSegment[] allowed;

    private OwnNames(IConfiguration configuration, StringSegment[] allowed) => (this.configuration, this.allowed) = (configuration, allowed);

    /// <summary>Where people reach this installation; null where nobody has said. Read each time: Standalone learns its own only when it listens.</summary>
    public Uri? PublicUrl => Uri.TryCreate(configuration[PublicUrlSetting], UriKind.Absolute, out var url) ? url : null;

    /// <exception cref="ConfigurationException">A setting names no host.</exception>
    public static OwnNames From(IConfiguration configuration)
    {
        if (configuration[PublicUrlSetting] is { Length: > 0 } text && !IsAddress(text))
            throw new ConfigurationException($"IMAGEGEN_PUBLIC_URL is '{text}'; it must be an address such as https://images.example.com, without a path.");
        return new OwnNames(
            configuration, [.. Split(configuration["AllowedHosts"]).Select(Pattern), .. Split(configuration[WebHostDefaults.ServerUrlsKey]).SelectMany(Named)]);
    }

    /// <summary>The header as it came: the framework's own <c>Request.Host</c> decodes international names, and throws where it can not.</summary>
    public static HostString Asked(HttpRequest request) => new(request.Headers.Host.ToString());

    public bool Has(HostString host)
    {
        // With the last dot, which means the same, it would pass for another name.
        var name = host.Host.TrimEnd('.');
        return name.Length > 0
            && (IsLoopback(name)
                || (PublicUrl is { } own && IsNameOf(own, name))
                || HostString.MatchesAny(name, allowed));
    }

    /// <summary>Of an IPv6 address the one has brackets around it and the other has not.</summary>
    public static bool IsNameOf(Uri url, string name) => url.IdnHost.Equals(name.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" };

    private static StringSegment Pattern(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return Uri.TryCreate($"http://{name}", UriKind.Absolute, out var url) && url is { UserInfo: "", PathAndQuery: "/" } && !name.Contains('*')
            ? (name.Length < text.Length ? "*." : "") + url.IdnHost
            : throw new ConfigurationException(
                $"IMAGEGEN_ALLOWED_HOSTS (AllowedHosts) holds '{text}'. List host names such as images.example.com or *.example.com: there is no login yet, so not every name may be allowed.");
    }

    /// <summary>Whom an address to listen on names: <c>http://+:8080</c> and <c>http://[::]:8080</c> nobody.</summary>
    private static IEnumerable<StringSegment> Named(string address)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Host : "";
        var isAny = IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return host.Length == 0 || isAny ? [] : [host];
    }

    private static string[] Split(string? list) => (list ?? "").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
