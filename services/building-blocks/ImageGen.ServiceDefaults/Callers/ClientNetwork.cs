using System.Net;
using System.Net.Sockets;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Whose address it is, where addresses are counted.</summary>
public static class ClientNetwork
{
    /// <summary>Of IPv6 everybody has 2^64 addresses: those are one.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 } ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) : $"{address}";
    }
}
