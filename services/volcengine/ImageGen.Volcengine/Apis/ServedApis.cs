using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis;

/// <summary>
/// Tells which models this worker can serve, so that no job for another model is accepted. Repeated every ten seconds, because hints are
/// not kept and are forgotten after a while.
/// </summary>
internal sealed class ServedApis(
    ProviderApiIndex apis, IOptions<VolcengineOptions> options, ModelCatalogue catalogue, IMessagePublisher publisher, TimeProvider time, ILogger<ServedApis> log)
    : Loop(nameof(ServedApis), time, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ApisServed hint = HintOf(apis, options.Value, catalogue);

    protected override async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        await publisher.PublishHintAsync(hint, stopping);
        return Pause;
    }

    private static ApisServed HintOf(ProviderApiIndex apis, VolcengineOptions options, ModelCatalogue catalogue)
    {
        var names = apis.All.Where(api => api.Accounts.Count > 0).Select(api => api.Name).Order(StringComparer.Ordinal).ToArray();
        return new ApisServed
        {
            Apis = names,
            Models = [.. catalogue.Models.Where(model => names.Contains(model.Provider.Api)).Select(model => model.Id)],
            Prompts = options.HelpsWithPrompts,
        };
    }
}
