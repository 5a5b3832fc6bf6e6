using ImageGen.Accounts.Sessions;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Accounts.SignIn;

/// <summary>Gives a browser its session, and takes it away.</summary>
internal sealed class SessionCookies(IConfiguration configuration)
{
    public void Set(HttpContext http, string secret)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Cookies.Append(NameFor(http), secret, OptionsFor(http, SessionRules.Longest));
    }

    /// <summary>What the browser has kept of pictures goes too: the next one at this machine may be another person.</summary>
    public void Clear(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        http.Response.Cookies.Delete(NameFor(http), OptionsFor(http, age: null));
    }

    private CookieOptions OptionsFor(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, Secure = IsSecure(http), SameSite = SameSiteMode.Lax, Path = "/", MaxAge = age, IsEssential = true };

    private string NameFor(HttpContext http) => IsSecure(http) ? SessionCookie.SecureName : SessionCookie.Name;

    /// <summary>A proxy may speak https for us.</summary>
    private bool IsSecure(HttpContext http) =>
        http.Request.IsHttps || configuration["ImageGen:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;
}
