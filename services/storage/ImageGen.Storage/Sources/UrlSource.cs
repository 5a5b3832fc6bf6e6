using System.Net;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Sources;

/// <summary>Downloads from allowed hosts only, and follows a redirect only to one of them.</summary>
internal sealed class UrlSource(IHttpClientFactory clients, SourceHosts hosts, PictureBuffers buffers)
{
    public const string ClientName = "picture-sources";

    private const int MostRedirects = 5;

    /// <exception cref="SourceException">With the verdict.</exception>
    public async Task<PictureBody> ReadAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await GetAsync(address, cancellationToken);
            var (body, wasPacked) = await PackedBody.OpenAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken), response.Content.Headers.ContentEncoding, cancellationToken);
            await using (body)
                return await buffers.ReadAsync(body, wasPacked ? null : response.Content.Headers.ContentLength, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw error.InnerException as SourceException ?? new SourceException(VerdictOf(error.HttpRequestError), $"{address.Host}: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(CopyVerdict.SourceUnreachable, $"{address.Host} does not take the connection.", error);
        }
        // The last is Brotli's word for bytes that it can not unpack.
        catch (Exception error) when (error is IOException or InvalidDataException or InvalidOperationException)
        {
            throw new SourceException(CopyVerdict.SourceFailed, $"{address.Host}: the answer was cut off: {error.Message}", error);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ClientName);
        var asked = hosts.Admit(address) ?? throw NotAllowed(address.Authority);
        for (var hop = 0; ; hop++)
        {
            var response = await client.GetAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
                return response;
            using (response)
            {
                if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
                    throw Refused(asked, response.StatusCode);
                if (hop == MostRedirects)
                    throw new SourceException(CopyVerdict.SourceFailed, $"{asked.Host} redirects in circles.");
                if (!Uri.TryCreate(asked, location, out var next))
                    throw new SourceException(CopyVerdict.SourceFailed, $"{asked.Host} redirects to what is no address.");
                asked = hosts.Admit(next) ?? throw NotAllowed($"{asked.Authority} redirects to {next.Scheme}://{next.Authority}, which");
            }
        }
    }

    private static SourceException NotAllowed(string host) =>
        new(CopyVerdict.SourceNotAllowed, $"{host} is not among the hosts that pictures may come from (STORAGE_SOURCE_HOSTS).");

    private static SourceException Refused(Uri address, HttpStatusCode status) => new(
        status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone ? CopyVerdict.SourceRefused : CopyVerdict.SourceFailed,
        $"{address.Host} answered {(int)status}.");

    private static CopyVerdict VerdictOf(HttpRequestError error) =>
        error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            ? CopyVerdict.SourceUnreachable
            : CopyVerdict.SourceFailed;
}
