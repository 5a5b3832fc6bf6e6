using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
using ImageGen.Volcengine.Wire.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.ImageX;

/// <summary>The signed calls of veImageX.</summary>
internal sealed class ImageXClient(IOptions<VolcengineOptions> options, WireHandler handler, TimeProvider time) : IDisposable
{
    private readonly ImageXOptions service = options.Value.ImageX;

    private readonly SignedCalls calls = new(
        options.Value.Signed(options.Value.ImageX.Endpoint, new SigningScope(options.Value.ImageX.Region, options.Value.ImageX.Service)),
        options.Value.Secrets(),
        handler,
        time);

    public Task<WireReply> CreateAsync(KeyPair keys, ProviderCall call, CancellationToken cancellationToken) =>
        calls.SubmitAsync(Query(service.SubmitAction), keys, call.Body, call.Attachments, cancellationToken);

    public Task<WireReply> GetAsync(KeyPair keys, string body, CancellationToken cancellationToken) =>
        calls.AskAsync(Query(service.ResultAction), keys, body, cancellationToken);

    public void Dispose() => calls.Dispose();

    private KeyValuePair<string, string>[] Query(string action) =>
        [new("Action", action), new("ServiceId", service.ServiceId), new("Version", service.Version)];
}
