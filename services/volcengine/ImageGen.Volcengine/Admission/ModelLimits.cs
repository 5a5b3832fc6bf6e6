using ImageGen.Catalogue;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Admission;

/// <summary>What one account may do with one model; null where nothing is limited.</summary>
/// <param name="Concurrency">Tasks that the provider works on at a time.</param>
internal readonly record struct ModelLimit(int? Concurrency, double? RequestsPerSecond);

/// <summary>The limits in force: what the configuration says of the model, else of all models, else what the catalogue does.</summary>
internal sealed class ModelLimits(ModelCatalogue catalogue, IOptions<VolcengineOptions> options)
{
    private const string AllModels = "*";

    /// <summary>Of a model that is in the catalogue no more.</summary>
    private const double LongestKnown = 900;

    /// <returns>After so many milliseconds the provider surely works on a task no more, whatever became of it.</returns>
    public long LongestRun(string model) => (long)(1_000 * (catalogue.TryGet(model, out var profile) ? profile.MaxSeconds : LongestKnown));

    public ModelLimit Of(ModelProfile model)
    {
        var (own, all) = (options.Value.Limits.GetValueOrDefault(model.Id), options.Value.Limits.GetValueOrDefault(AllModels));
        return new ModelLimit(
            (own?.Concurrency ?? all?.Concurrency ?? model.Limits?.Concurrency) is > 0 and var concurrency ? concurrency : null,
            (own?.RequestsPerSecond ?? all?.RequestsPerSecond ?? model.Limits?.RequestsPerSecond) is > 0 and var perSecond ? perSecond : null);
    }
}
