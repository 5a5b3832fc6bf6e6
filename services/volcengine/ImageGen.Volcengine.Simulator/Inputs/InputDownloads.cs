using ImageGen.Volcengine.Simulator.Visual;

namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>Fetches pictures as the service does: itself, without credentials, and not for long.</summary>
internal sealed class InputDownloads(SimulatorOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        MaxAutomaticRedirections = 3,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (connection, cancel) => PublicNetwork.ConnectAsync(
            connection.DnsEndPoint, trusted: connection.InitialRequestMessage.RequestUri is { Scheme: "http" } || options.InputHosts.Contains(connection.DnsEndPoint.Host), cancel),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <exception cref="EnvelopeException">It could not be had.</exception>
    public async Task<byte[]> GetAsync(Uri address, int maxBytes, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
                throw Failed($"{address.Host} answered {(int)response.StatusCode}");
            return await ReadAsync(response.Content, maxBytes, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Failed("Timeout while downloading url");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Failed($"{address.Host} can not be reached");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancel)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > maxBytes)
                throw new EnvelopeException(BusinessCode.ImageSize, $"Image Size Error: a picture has at most {maxBytes} bytes");
        }

        return buffer.ToArray();
    }

    private static EnvelopeException Failed(string why) => new(BusinessCode.ImageUndecodable, $"Image Decode Error: download failed: {why}");
}
