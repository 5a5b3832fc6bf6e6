namespace ImageGen.Storage.Sources;

/// <summary>
/// The hosts that pictures may come from. One that the settings name is asked as the link says, wherever it is; of the provider's public
/// domains, which are many and partly other people's, only public addresses are asked, and only by https.
/// </summary>
internal sealed class SourceHosts(IEnumerable<string> named, IEnumerable<string> known)
{
    /// <summary>Where Volcengine's result URLs point to.</summary>
    public static readonly IReadOnlyList<string> Volcengine =
        ["*.volces.com", "*.volccdn.com", "*.volcvideo.com", "*.byteimg.com", "*.ibyteimg.com", "*.bytepluses.com"];

    private readonly string[] named = [.. named];
    private readonly string[] known = [.. known];

    /// <param name="providerEndpoints">Where the provider is called; a stand-in serves its pictures from there too.</param>
    public static SourceHosts From(StorageOptions options, params IEnumerable<string?> providerEndpoints)
    {
        string[] hosts = [.. options.SourceHosts.SelectMany(entry => entry.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        var endpoints = providerEndpoints.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint.Authority : null);
        return new SourceHosts([.. hosts, .. endpoints.OfType<string>()], hosts.Length == 0 ? Volcengine : []);
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

    private static Uri ByHttps(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps ? address : new UriBuilder(address) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;

    private static bool Matches(string pattern, Uri address) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? address.IsDefaultPort && address.IdnHost.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, address.Authority, StringComparison.OrdinalIgnoreCase)
                || string.Equals(pattern, address.IdnHost, StringComparison.OrdinalIgnoreCase);
}
