using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
using ImageGen.Volcengine.Wire.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.Visual;

/// <summary>The signed calls of the Visual API.</summary>
internal sealed class VisualClient(IOptions<VolcengineOptions> options, WireHandler handler, TimeProvider time) : IDisposable
{
    private const string Version = "2022-08-31";
    private const string CancelVersion = "2024-06-06";

    private readonly SignedCalls calls = new(
        options.Value.Signed(options.Value.Visual.Endpoint, new SigningScope(options.Value.Region, "cv")), options.Value.Secrets(), handler, time);

    public Task<WireReply> SubmitAsync(KeyPair keys, ProviderCall call, CancellationToken cancellationToken) =>
        calls.SubmitAsync(Query("CVSync2AsyncSubmitTask"), keys, call.Body, call.Attachments, cancellationToken);

    public Task<WireReply> GetResultAsync(KeyPair keys, string body, CancellationToken cancellationToken) =>
        calls.AskAsync(Query("CVSync2AsyncGetResult"), keys, body, cancellationToken);

    public Task<WireReply> CancelAsync(KeyPair keys, string body, CancellationToken cancellationToken) =>
        calls.AskAsync(Query("CVCancelTask", CancelVersion), keys, body, cancellationToken);

    public void Dispose() => calls.Dispose();

    private static KeyValuePair<string, string>[] Query(string action, string version = Version) =>
        [new("Action", action), new("Version", version)];
}
