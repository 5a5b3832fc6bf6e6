using System.Net;

namespace ImageGen.Standalone;

internal static class LoopbackExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>
    /// Listens on this machine only, unless told otherwise. There is no login yet, so names that a foreign page could point at us
    /// (DNS rebinding) are refused as well.
    /// </summary>
    public static void UseLoopback(this WebApplicationBuilder builder)
    {
        var urls = builder.Configuration["ASPNETCORE_URLS"] ?? builder.Configuration["urls"] ?? DefaultUrl;
        builder.WebHost.UseUrls(urls);
        if (builder.Configuration["AllowedHosts"] is null && urls.Split(';').All(IsLoopback))
            builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
