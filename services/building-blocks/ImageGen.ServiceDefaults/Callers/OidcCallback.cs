namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Where a provider of identities sends people back to.</summary>
public static class OidcCallback
{
    public const string Path = "/api/v1/session/oidc/callback";

    /// <summary>Of the cookies that say who had set out in this browser. The door lets them through here and nowhere else.</summary>
    public const string CookiePrefix = "imagegen_oidc_";
}
