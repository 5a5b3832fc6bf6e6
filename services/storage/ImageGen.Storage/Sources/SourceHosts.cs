using ImageGen.Catalogue;

namespace ImageGen.Storage.Sources;

/// <summary>
/// The hosts that pictures may come from. One that the settings name is asked as the link says, wherever it is; of the provider's public
/// domains, which are many and partly other people's, only public addresses are asked, and only by https.
/// </summary>
internal sealed class SourceHosts(IEnumerable<string> named, IEnumerable<string> known)
{
    private readonly string[] named = [.. named];
    private readonly string[] known = [.. known];

    /// <param name="apis">Those whose results are copied.</param>
    /// <param name="setting">What is set for them, by its name in the configuration.</param>
    public static SourceHosts From(StorageOptions options, IReadOnlyCollection<ProviderApi> apis, Func<string, string?> setting)
    {
        string[] hosts = [.. options.SourceHosts.SelectMany(entry => entry.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        var set = apis.SelectMany(api => api.Settings).Where(one => one.IsResultHost).Select(one => HostOf(setting(one.Name)));
        return new SourceHosts([.. hosts, .. set.OfType<string>()], hosts.Length == 0 ? apis.SelectMany(api => api.ResultHosts).Distinct() : []);
    }

    /// <returns>The address to ask, or null where it may not be asked.</returns>
    public Uri? Admit(Uri address)
    {
        if ((address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) || address.UserInfo.Length > 0)
            return null;
        if (IsNamed(address))
            return address;
        return known.Any(pattern => Matches(pattern, address)) ? ByHttps(address) : null;
    }

    /// <summary>Whether the settings name the host itself.</summary>
    public bool IsNamed(Uri address) => named.Any(pattern => Matches(pattern, address));

    /// <param name="text">An address, or a bare host.</param>
    private static string? HostOf(string? text) =>
        Uri.TryCreate(text?.Contains("://", StringComparison.Ordinal) == false ? "https://" + text : text, UriKind.Absolute, out var address) ? address.Authority : null;

    private static Uri ByHttps(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps ? address : new UriBuilder(address) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;

    private static bool Matches(string pattern, Uri address) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? address.IsDefaultPort && address.IdnHost.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, address.Authority, StringComparison.OrdinalIgnoreCase)
                || string.Equals(pattern, address.IdnHost, StringComparison.OrdinalIgnoreCase);
}
