using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;

namespace ImageGen.Catalogue;

/// <summary>The models this installation offers, in the order they are shown.</summary>
public sealed class ModelCatalogue
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    private readonly Dictionary<string, ModelProfile> byId;

    /// <exception cref="InvalidCatalogueException">A profile contradicts itself, or two share an id.</exception>
    public ModelCatalogue(IEnumerable<ModelProfile> models)
    {
        Models = [.. models];
        byId = new Dictionary<string, ModelProfile>(StringComparer.Ordinal);
        foreach (var model in Models)
        {
            ProfileRules.Check(model);
            if (!byId.TryAdd(model.Id, model))
                throw new InvalidCatalogueException($"Two models are called {model.Id}.");
        }
    }

    public IReadOnlyList<ModelProfile> Models { get; }

    public bool TryGet(string id, [NotNullWhen(true)] out ModelProfile? model) => byId.TryGetValue(id, out model);

    /// <summary>The models that ship with the product: one embedded JSON file each.</summary>
    public static ModelCatalogue BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new ModelCatalogue(assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(name, assembly.GetManifestResourceStream(name)!)));
    }

    internal static ModelProfile Read(string file, Stream json)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelProfile>(json, Json) ?? throw new InvalidCatalogueException($"{file} is empty.");
        }
        catch (JsonException error)
        {
            throw new InvalidCatalogueException($"{file}: {error.Message}", error);
        }
    }
}
