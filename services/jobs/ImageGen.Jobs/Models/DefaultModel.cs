using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Models;

/// <summary>The model of requests that name none: the configured one, else the catalogue's, or the first that can be used.</summary>
internal sealed class DefaultModel(ModelCatalogue catalogue, OfferedModels offered, IConfiguration configuration)
{
    private readonly ModelProfile? configured = Find(catalogue, configuration["Volcengine:ModelId"]);

    public ModelProfile Profile => configured
        ?? (offered.IsOffered(catalogue.Default) ? catalogue.Default : offered.All.FirstOrDefault() ?? catalogue.Default);

    // People know the provider's own key as well as ours.
    private static ModelProfile? Find(ModelCatalogue catalogue, string? wanted) =>
        string.IsNullOrEmpty(wanted)
            ? null
            : catalogue.Models.FirstOrDefault(model => model.Id == wanted || model.Provider.Key == wanted)
                ?? throw new ConfigurationException(
                    $"VOLCENGINE_MODEL_ID names the model '{wanted}'; there are: {string.Join(", ", catalogue.Models.Select(model => model.Id))}.");
}
