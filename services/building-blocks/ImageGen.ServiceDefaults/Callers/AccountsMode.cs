using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>
/// Whether people sign in here. They do where <c>IMAGEGEN_ACCOUNTS_URL</c> names the service that knows them, and in Standalone once it has an
/// administrator; else there is one local user who may do everything.
/// </summary>
public sealed class AccountsMode(IConfiguration configuration)
{
    internal const string UrlSetting = "ImageGen:AccountsUrl";

    private volatile bool inUse = UrlOf(configuration) is not null;

    public bool InUse => inUse;

    /// <summary>From now on, and for good.</summary>
    public void Begin() => inUse = true;

    /// <returns>Where the service of accounts is reached inside; null where there is none.</returns>
    /// <exception cref="ConfigurationException">It is no address.</exception>
    public static Uri? UrlOf(IConfiguration configuration) => configuration[UrlSetting] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url,
        var text => throw new ConfigurationException($"IMAGEGEN_ACCOUNTS_URL is '{text}'; it must be the address of the accounts service, such as http://127.0.0.1:8083."),
    };
}
