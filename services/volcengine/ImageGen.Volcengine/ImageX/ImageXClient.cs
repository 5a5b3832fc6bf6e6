using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual.Signing;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.ImageX;

/// <summary>The signed calls of veImageX.</summary>
internal sealed class ImageXClient : IDisposable
{
    private const int MaxSubmitAnswer = 1 << 20;
    private const int MaxResultAnswer = 64 << 20;

    private readonly OneShotHttp submits;
    private readonly OneShotHttp results;
    private readonly SignedCalls calls;
    private readonly VolcengineOptions options;

    public ImageXClient(IOptions<VolcengineOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        submits = new OneShotHttp(OneShotHttp.PaidIdle, time);
        results = new OneShotHttp(idle: TimeSpan.FromSeconds(30), time);
        var service = this.options.ImageX;
        calls = new SignedCalls(new Uri(service.Endpoint), new SigningScope(service.Region, service.Service), this.options.Secrets(), time);
    }

    public Task<WireReply> CreateAsync(Credential credential, ProviderCall call, CancellationToken cancellationToken) => calls.SendAsync(
        submits, Query(options.ImageX.SubmitAction), credential, new CallBody(call.Body, call.Attachments),
        TimeSpan.FromSeconds(options.Visual.SubmitTimeoutSeconds), MaxSubmitAnswer, call.Attachments.Dispose, cancellationToken);

    public Task<WireReply> GetAsync(Credential credential, string body, CancellationToken cancellationToken) => calls.SendAsync(
        results, Query(options.ImageX.ResultAction), credential, new CallBody(body, CallAttachments.None),
        TimeSpan.FromSeconds(options.Visual.ResultTimeoutSeconds), MaxResultAnswer, sent: null, cancellationToken);

    public void Dispose()
    {
        submits.Dispose();
        results.Dispose();
    }

    private KeyValuePair<string, string>[] Query(string action) =>
        [new("Action", action), new("ServiceId", options.ImageX.ServiceId), new("Version", options.ImageX.Version)];
}
