using System.Net;
using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>
/// Where a caller is, as the door saw it and tells it to the services. Believed of those whom a token of ours names: nobody else gets past
/// the door with one.
/// </summary>
public static class CallerAddress
{
    private const string Header = "X-Caller-Address";

    /// <summary>At the door, in the place of whatever the caller says of itself.</summary>
    public static void Put(HttpContext context) => context.Request.Headers[Header] = Seen(context);

    /// <returns>Null where nobody has told it.</returns>
    public static string? Of(HttpContext context) =>
        context.User.Identity?.IsAuthenticated == true && context.Request.Headers[Header] is [{ Length: > 0 } told] ? told : Seen(context);

    /// <summary>Of who has connected to this very process.</summary>
    public static string? Seen(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Plain(address).ToString() : null;

    /// <summary>An IPv4 address that comes as one of IPv6 is what it is.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
