using System.Net;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Keys;

/// <summary>The networks that a key is good from. Pure.</summary>
internal static class KeyNetworks
{
    public const int Most = 50;

    /// <summary>An address, or a network in CIDR notation.</summary>
    /// <returns>The network in its one spelling; null where it is none.</returns>
    public static string? Read(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network.ToString();
        // Without a prefix the framework would also take 1 and 0x7f000001.
        return IPAddress.TryParse(text, out var address) && CallerAddress.Plain(address) is var plain && (text.Contains(':') || plain.ToString() == text)
            ? $"{plain}/{plain.GetAddressBytes().Length * 8}"
            : null;
    }

    /// <param name="networks">As <see cref="Read"/> wrote them; null for any.</param>
    /// <param name="address">Null where nobody knows it: then it is in none.</param>
    public static bool Has(IReadOnlyList<string>? networks, string? address) =>
        networks is null || (IPAddress.TryParse(address, out var ip) && networks.Any(network => IPNetwork.Parse(network).Contains(CallerAddress.Plain(ip))));
}
