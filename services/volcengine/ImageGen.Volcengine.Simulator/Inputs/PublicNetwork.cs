using System.Net;
using System.Net.Sockets;

namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>
/// Connects to public addresses only. The provider's machines can not see into the network of whoever runs the simulator, so it must not
/// show it to those who send links either.
/// </summary>
internal static class PublicNetwork
{
    // The special-purpose registries of IANA, as far as an address of them may lead to something. 198.18.0.0/15 is left out: proxies that
    // many people run give each public name an address of it.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "224.0.0.0/3", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16", "fc00::/7", "fe80::/9", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    /// <param name="trusted">Whatever its addresses are.</param>
    /// <exception cref="HttpRequestException">It has no address that may be asked.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool trusted, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancel);
        var allowed = trusted ? addresses : [.. addresses.Where(IsPublic)];
        if (allowed.Length == 0)
            throw new HttpRequestException($"{host.Host} is not in a public network");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // The very addresses that were judged: a second look at the name might find others.
            await socket.ConnectAsync(allowed, host.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Special.Any(network => network.Contains(plain));
    }
}
