using ImageGen.Catalogue;
using ImageGen.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs;

/// <summary>The model of requests that name none.</summary>
internal sealed class DefaultModel(ModelCatalogue catalogue, IConfiguration configuration)
{
    public ModelProfile Profile { get; } = Find(catalogue, configuration["Volcengine:ModelId"]);

    // People know the provider's own key as well as ours.
    private static ModelProfile Find(ModelCatalogue catalogue, string? wanted) =>
        string.IsNullOrEmpty(wanted)
            ? catalogue.Default
            : catalogue.Models.FirstOrDefault(model => model.Id == wanted || model.Provider.Key == wanted)
                ?? throw new ConfigurationException(
                    $"VOLCENGINE_MODEL_ID names the model '{wanted}'; there are: {string.Join(", ", catalogue.Models.Select(model => model.Id))}.");
}
