using ImageGen.ServiceDefaults.Callers;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ImageGen.Accounts.Tokens;

/// <summary>The keys for whoever verifies tokens in this very process.</summary>
internal sealed class OwnKeys(SigningKeys keys, TimeProvider time) : IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    private Held? held;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (held is { } known && time.GetUtcNow() < known.Until)
            return known.Configuration;
        var configuration = new OpenIdConnectConfiguration { Issuer = CallerTokens.Issuer };
        foreach (var key in await keys.AllAsync(cancel))
            configuration.SigningKeys.Add(key);
        held = new Held(configuration, time.GetUtcNow() + Freshness);
        return configuration;
    }

    public void RequestRefresh() => held = null;

    private sealed record Held(OpenIdConnectConfiguration Configuration, DateTimeOffset Until);
}
