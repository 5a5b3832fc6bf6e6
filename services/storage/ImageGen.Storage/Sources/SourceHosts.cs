namespace ImageGen.Storage.Sources;

/// <summary>The hosts that pictures may come from.</summary>
internal sealed class SourceHosts(IEnumerable<string> patterns)
{
    /// <summary>Where Volcengine's result URLs point to.</summary>
    public static readonly IReadOnlyList<string> Volcengine =
        ["*.volces.com", "*.volccdn.com", "*.volcvideo.com", "*.byteimg.com", "*.ibyteimg.com", "*.bytepluses.com"];

    private readonly string[] patterns = [.. patterns];

    /// <param name="providerEndpoints">Where the provider is called; a stand-in serves its pictures from there too.</param>
    public static SourceHosts From(StorageOptions options, params IEnumerable<string?> providerEndpoints)
    {
        var hosts = options.SourceHosts.Count == 0 ? Volcengine : options.SourceHosts;
        var endpoints = providerEndpoints.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint.Authority : null);
        return new SourceHosts([.. hosts, .. endpoints.OfType<string>()]);
    }

    public bool Allows(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && patterns.Any(pattern => Matches(pattern, address));

    private static bool Matches(string pattern, Uri address) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? address.IsDefaultPort && address.IdnHost.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, address.Authority, StringComparison.OrdinalIgnoreCase)
                || string.Equals(pattern, address.IdnHost, StringComparison.OrdinalIgnoreCase);
}
