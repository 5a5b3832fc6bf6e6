using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Accounts.Provider;

/// <summary>The OpenID Connect provider by which people may sign in, and what becomes of those who do.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="Domains">Of e-mail addresses, in lower case: whoever has one may come in without an invitation.</param>
/// <param name="Groups">Whoever is in one of these may, too.</param>
internal sealed record ProviderSettings(
    Uri Authority, string ClientId, string ClientSecret, string Name, IReadOnlyList<string> Domains, IReadOnlyList<GroupRule> Groups)
{
    private const string Section = "ImageGen:Oidc:";

    /// <returns>Null where there is none.</returns>
    /// <exception cref="ConfigurationException">They can not be used.</exception>
    public static ProviderSettings? From(IConfiguration configuration)
    {
        string[] needed = [configuration[Section + "Authority"] ?? "", configuration[Section + "ClientId"] ?? "", configuration[Section + "ClientSecret"] ?? ""];
        if (needed.All(setting => setting.Length == 0))
            return null;
        if (needed.Any(setting => setting.Length == 0))
            throw new ConfigurationException("Set IMAGEGEN_OIDC_AUTHORITY, IMAGEGEN_OIDC_CLIENT_ID and IMAGEGEN_OIDC_CLIENT_SECRET (or IMAGEGEN_OIDC_CLIENT_SECRET_FILE), or none of them.");
        var authority = AuthorityOf(needed[0]);
        return new ProviderSettings(
            authority,
            needed[1],
            needed[2],
            configuration[Section + "Name"] is { Length: > 0 } name ? name : authority.Host,
            [.. (configuration[Section + "Domains"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(DomainOf)],
            GroupRule.ReadAll(configuration[Section + "Teams"]));
    }

    /// <summary>Never the secret: this lands in logs.</summary>
    public override string ToString() => $"{ClientId} at {Authority}";

    private static Uri AuthorityOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { UserInfo: "", Query: "", Fragment: "" } && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))
            ? url
            : throw new ConfigurationException($"IMAGEGEN_OIDC_AUTHORITY is '{text}'; it must be the https address of the provider's issuer, such as https://id.example.com/realms/company.");

    private static string DomainOf(string text)
    {
        var domain = text.TrimStart('@').ToLowerInvariant();
        return domain.Length > 0 && !domain.Contains('@') && !domain.Contains('*')
            ? domain
            : throw new ConfigurationException($"IMAGEGEN_OIDC_DOMAINS holds '{text}'. List domains of e-mail addresses, such as example.com,example.org.");
    }
}
