using System.Collections.Frozen;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Apis;

/// <summary>The provider's APIs by their name in the catalogue.</summary>
internal sealed class ImageProviders(IEnumerable<IImageProvider> providers)
{
    private readonly FrozenDictionary<string, IImageProvider> byApi = providers.ToFrozenDictionary(provider => provider.Api);

    public IEnumerable<IImageProvider> All => byApi.Values;

    /// <exception cref="InvalidOperationException">This version of the worker does not speak that API.</exception>
    public IImageProvider Of(string api) =>
        byApi.TryGetValue(api, out var provider) ? provider : throw new InvalidOperationException($"No provider speaks the API '{api}'.");

    /// <returns>Null where this version of the worker does not speak the model's API.</returns>
    public IImageProvider? For(ModelProfile model) => byApi.GetValueOrDefault(model.Provider.Api);
}
