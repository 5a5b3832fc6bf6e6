using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Loops;
using ImageGen.Messaging;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Apis;

/// <summary>
/// Tells which models this worker can serve, so that no job for another model is accepted. Repeated every ten seconds, because hints are
/// not kept and are forgotten after a while.
/// </summary>
internal sealed class ServedApis(
    ImageProviders providers, ModelCatalogue catalogue, IMessagePublisher publisher, TimeProvider time, ILogger<ServedApis> log)
    : Loop(nameof(ServedApis), time, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ApisServed hint = HintOf(providers, catalogue);

    protected override async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        await publisher.PublishHintAsync(hint, stopping);
        return Pause;
    }

    private static ApisServed HintOf(ImageProviders providers, ModelCatalogue catalogue)
    {
        var apis = providers.All.Where(provider => provider.Credentials.Count > 0).Select(provider => provider.Api).Order(StringComparer.Ordinal).ToArray();
        return new ApisServed
        {
            Apis = apis,
            Models = [.. catalogue.Models.Where(model => apis.Contains(model.Provider.Api)).Select(model => model.Id)],
        };
    }
}
