namespace ImageGen.Standalone;

internal static class ListeningExtensions
{
    private const string DefaultUrl = "http://localhost:8080";

    /// <summary>Listens on this machine only, unless told otherwise; it is told no such thing before there is an administrator.</summary>
    public static void ListenHere(this WebApplicationBuilder builder) =>
        builder.WebHost.UseUrls(builder.Configuration["ASPNETCORE_URLS"] ?? builder.Configuration["urls"] ?? DefaultUrl);
}
