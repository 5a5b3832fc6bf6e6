using System.Net;
using System.Net.Sockets;

namespace ImageGen.Storage.Sources;

/// <summary>Tells the Internet from the machine itself and the networks around it.</summary>
internal static class PublicAddress
{
    // The special-purpose registries of IANA, as far as an address of them may lead to something. 198.18.0.0/15 is not among them: proxies
    // that many people run give each public name an address of it.
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "224.0.0.0/3", "::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        var plain = Unwrapped(address);
        return !Private.Any(network => network.Contains(plain));
    }

    /// <summary>An IPv4 address that is written as one of IPv6.</summary>
    private static IPAddress Unwrapped(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } when Translated.Contains(address) => new IPAddress(address.GetAddressBytes()[12..]),
        _ => address,
    };
}
