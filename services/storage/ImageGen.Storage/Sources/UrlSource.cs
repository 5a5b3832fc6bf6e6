using System.Net;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Sources;

/// <summary>Downloads from allowed hosts only; follows a redirect only on the same host.</summary>
internal sealed class UrlSource(IHttpClientFactory clients, SourceHosts hosts, PictureBuffers buffers)
{
    public const string ClientName = "picture-sources";

    private const int MostRedirects = 3;

    /// <exception cref="SourceException">With the verdict.</exception>
    public async Task<PictureBody> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        if (!hosts.Allows(address))
            throw NotAllowed(address.Authority);
        try
        {
            using var response = await GetAsync(address, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await buffers.ReadAsync(body, response.Content.Headers.ContentLength, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new SourceException(VerdictOf(error.HttpRequestError), $"{address.Host}: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(CopyVerdict.SourceUnreachable, $"{address.Host} does not take the connection.", error);
        }
        catch (IOException error)
        {
            throw new SourceException(CopyVerdict.SourceFailed, $"{address.Host}: the answer was cut off: {error.Message}", error);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ClientName);
        for (var hop = 0; ; hop++)
        {
            var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
                return response;
            using (response)
            {
                if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
                    throw Refused(address, response.StatusCode);
                var next = new Uri(address, location);
                if (next.Authority != address.Authority || next.Scheme != address.Scheme)
                    throw NotAllowed($"{address.Authority} redirects to {next.Authority}, which");
                if (hop == MostRedirects)
                    throw new SourceException(CopyVerdict.SourceFailed, $"{address.Host} redirects in circles.");
                address = next;
            }
        }
    }

    private static SourceException NotAllowed(string host) =>
        new(CopyVerdict.SourceNotAllowed, $"{host} is not among the hosts that pictures may come from (Storage:SourceHosts).");

    private static SourceException Refused(Uri address, HttpStatusCode status) => new(
        status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone ? CopyVerdict.SourceRefused : CopyVerdict.SourceFailed,
        $"{address.Host} answered {(int)status}.");

    private static CopyVerdict VerdictOf(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            ? CopyVerdict.SourceUnreachable
            : CopyVerdict.SourceFailed;
}
