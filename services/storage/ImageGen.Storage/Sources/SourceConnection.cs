using System.Net;
using System.Net.Sockets;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Sources;

/// <summary>Connects to sources of pictures. A public name that leads into our own network is not followed there.</summary>
internal static class SourceConnection
{
    /// <exception cref="SourceException">Within the exception of the client: the host's address is not public.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, SourceHosts hosts, CancellationToken cancellationToken)
    {
        var (asked, target) = (context.InitialRequestMessage.RequestUri!, context.DnsEndPoint);
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        // A proxy, too, is somebody else than the one who is asked: it is in the settings of this machine.
        var isProxy = !string.Equals(target.Host, asked.IdnHost, StringComparison.OrdinalIgnoreCase);
        if (!isProxy && !hosts.IsNamed(asked))
        {
            addresses = [.. addresses.Where(PublicAddress.Is)];
            if (addresses.Length == 0)
                throw new SourceException(CopyVerdict.SourceNotAllowed, $"{target.Host} leads to an address that is not public. Name it in STORAGE_SOURCE_HOSTS if that is right.");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
