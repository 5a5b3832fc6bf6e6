using ImageGen.TestKit.Oidc;

namespace ImageGen.Accounts.Tests.Oidc;

internal static class OidcSettings
{
    public static (string Name, string Value)[] Of(OidcServer provider) =>
    [
        ("ImageGen:PublicUrl", OidcBrowser.PublicUrl),
        ("ImageGen:Oidc:Authority", provider.Address),
        ("ImageGen:Oidc:ClientId", OidcServer.ClientId),
        ("ImageGen:Oidc:ClientSecret", OidcServer.ClientSecret),
    ];
}
