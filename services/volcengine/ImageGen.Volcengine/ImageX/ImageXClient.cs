using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual.Signing;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.ImageX;

/// <summary>The signed calls of veImageX.</summary>
internal sealed class ImageXClient(IOptions<VolcengineOptions> options, WireHandler handler, TimeProvider time) : IDisposable
{
    private readonly ImageXOptions service = options.Value.ImageX;

    private readonly SignedCalls calls = new(
        new Uri(options.Value.ImageX.Endpoint), new SigningScope(options.Value.ImageX.Region, options.Value.ImageX.Service), options.Value, handler, time);

    public Task<WireReply> CreateAsync(Credential credential, ProviderCall call, CancellationToken cancellationToken) =>
        calls.SubmitAsync(Query(service.SubmitAction), credential, call, cancellationToken);

    public Task<WireReply> GetAsync(Credential credential, string body, CancellationToken cancellationToken) =>
        calls.AskAsync(Query(service.ResultAction), credential, body, cancellationToken);

    public void Dispose() => calls.Dispose();

    private KeyValuePair<string, string>[] Query(string action) =>
        [new("Action", action), new("ServiceId", service.ServiceId), new("Version", service.Version)];
}
