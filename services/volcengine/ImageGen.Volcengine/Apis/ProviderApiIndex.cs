using System.Collections.Frozen;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Apis;

/// <summary>The provider's APIs by their name in the catalogue.</summary>
internal sealed class ProviderApiIndex(IEnumerable<IProviderApi> apis)
{
    private readonly FrozenDictionary<string, IProviderApi> byName = apis.ToFrozenDictionary(api => api.Name);

    public IEnumerable<IProviderApi> All => byName.Values;

    /// <exception cref="InvalidOperationException">This version of the worker does not speak that API.</exception>
    public IProviderApi Of(string name) =>
        byName.TryGetValue(name, out var api) ? api : throw new InvalidOperationException($"No provider speaks the API '{name}'.");

    /// <returns>Null where this version of the worker does not speak the model's API.</returns>
    public IProviderApi? For(ModelProfile model) => byName.GetValueOrDefault(model.Provider.Api);
}
