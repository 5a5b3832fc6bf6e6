using System.Net;
using System.Web;

namespace ImageGen.Accounts.Tests.Oidc;

/// <summary>A browser that is sent from us to the provider and back. It keeps our cookies, whichever replica has given them.</summary>
internal sealed class OidcBrowser : IDisposable
{
    /// <summary>Where people open the installation; which replica answers there, the test says.</summary>
    public const string PublicUrl = "https://images.example.com";

    private readonly HttpClient elsewhere = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2) };

    public Dictionary<string, string> Cookies { get; private init; } = [];

    public OidcBrowser WithTheCookies() => new() { Cookies = new(Cookies) };

    /// <returns>Where it ends: a path of ours.</returns>
    public async Task<string> SignInAsync(AccountsHost host, string returnTo = "/", AccountsHost? backAt = null) =>
        PathOf(await BackAsync(backAt ?? host, await AtProviderAsync(await BeginAsync(host, returnTo))));

    /// <returns>The provider's page.</returns>
    public async Task<Uri> BeginAsync(AccountsHost host, string returnTo = "/")
    {
        var answer = await GetAsync(host, $"/api/v1/session/oidc?return_to={Uri.EscapeDataString(returnTo)}");
        await AccountsHost.ExpectAsync(302, answer);
        return new Uri(new Uri(PublicUrl), answer.Headers.Location!);
    }

    /// <returns>The address of ours that the provider sends the browser back to.</returns>
    public async Task<Uri> AtProviderAsync(Uri page)
    {
        Assert.False(page.AbsoluteUri.StartsWith(PublicUrl, StringComparison.Ordinal), page.Query);
        var answer = await elsewhere.GetAsync(page);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var back = answer.Headers.Location!;
        Assert.Equal($"{PublicUrl}/api/v1/session/oidc/callback", back.GetLeftPart(UriPartial.Path));
        return back;
    }

    public async Task<HttpResponseMessage> BackAsync(AccountsHost host, Uri address)
    {
        var answer = await GetAsync(host, address.PathAndQuery);
        await AccountsHost.ExpectAsync(302, answer);
        return answer;
    }

    public Visitor VisitorAt(AccountsHost host) => new(host, Header);

    public bool HasSession => Cookies.Keys.Any(name => name.EndsWith("imagegen_session", StringComparison.Ordinal));

    public static string PathOf(HttpResponseMessage answer) => answer.Headers.Location!.OriginalString;

    /// <returns>The code that the page shows in words.</returns>
    public static string? ErrorOf(string path)
    {
        Assert.StartsWith("/?", path, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(path[1..])["sign_in_error"];
    }

    public void Dispose() => elsewhere.Dispose();

    private string Header => string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    private async Task<HttpResponseMessage> GetAsync(AccountsHost host, string path)
    {
        var answer = await host.SendAsync(HttpMethod.Get, path, null, ("Cookie", Header), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Dest", "document"));
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var (name, value) = (cookie[..cookie.IndexOf('=')], cookie[(cookie.IndexOf('=') + 1)..].Split(';')[0]);
            if (cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
                Cookies.Remove(name);
            else
                Cookies[name] = value;
        }

        return answer;
    }
}
