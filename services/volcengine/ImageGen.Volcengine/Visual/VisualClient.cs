using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual.Signing;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Visual;

/// <summary>The signed calls of the Visual API.</summary>
internal sealed class VisualClient : IDisposable
{
    private const string Version = "2022-08-31";
    private const int MaxSubmitAnswer = 1 << 20;
    private const int MaxResultAnswer = 64 << 20;

    private readonly OneShotHttp submits;
    private readonly OneShotHttp results;
    private readonly SignedCalls calls;
    private readonly VisualOptions options;

    public VisualClient(IOptions<VolcengineOptions> options, TimeProvider time)
    {
        this.options = options.Value.Visual;
        submits = new OneShotHttp(OneShotHttp.PaidIdle, time);
        results = new OneShotHttp(idle: TimeSpan.FromSeconds(30), time);
        calls = new SignedCalls(new Uri(this.options.Endpoint), new SigningScope(options.Value.Region, "cv"), options.Value.Secrets(), time);
    }

    public Task<WireReply> SubmitAsync(Credential credential, ProviderCall call, CancellationToken cancellationToken) => calls.SendAsync(
        submits, Query("CVSync2AsyncSubmitTask"), credential, new CallBody(call.Body, call.Attachments),
        TimeSpan.FromSeconds(options.SubmitTimeoutSeconds), MaxSubmitAnswer, call.Attachments.Dispose, cancellationToken);

    public Task<WireReply> GetResultAsync(Credential credential, string body, CancellationToken cancellationToken) => calls.SendAsync(
        results, Query("CVSync2AsyncGetResult"), credential, new CallBody(body, CallAttachments.None),
        TimeSpan.FromSeconds(options.ResultTimeoutSeconds), MaxResultAnswer, sent: null, cancellationToken);

    public void Dispose()
    {
        submits.Dispose();
        results.Dispose();
    }

    private static KeyValuePair<string, string>[] Query(string action) => [new("Action", action), new("Version", Version)];
}
