using System.Diagnostics.CodeAnalysis;

namespace ImageGen.Catalogue;

/// <summary>The models and styles this installation offers, in the order they are shown.</summary>
public sealed class ModelCatalogue
{
    private readonly Dictionary<string, ModelProfile> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StylePreset> styles;

    /// <exception cref="InvalidCatalogueException">A profile contradicts itself, two share an id or are the default, or there is none.</exception>
    public ModelCatalogue(IEnumerable<ModelProfile> profiles, IEnumerable<StylePreset>? presets = null)
    {
        foreach (var model in profiles)
        {
            if (ProfileRules.Problem(model) is { } problem)
                throw new InvalidCatalogueException($"Model {model.Id}: {problem}.");
            if (!models.TryAdd(model.Id, model))
                throw new InvalidCatalogueException($"Two models are called {model.Id}.");
        }
        Models = [.. models.Values.Where(model => model.Enabled).OrderBy(model => model.Order).ThenBy(model => model.Id, StringComparer.Ordinal)];
        if (Models.Count == 0)
            throw new InvalidCatalogueException("No model is enabled.");
        if (Models.Where(model => model.Default).Skip(1).FirstOrDefault() is { } second)
            throw new InvalidCatalogueException($"Model {second.Id} and another are both the default: set \"default\": false in one of them.");
        Default = Models.FirstOrDefault(model => model.Default) ?? Models[0];
        Styles = [.. presets ?? []];
        styles = Styles.ToDictionary(style => style.Id, StringComparer.Ordinal);
    }

    /// <summary>Those that new jobs may name.</summary>
    public IReadOnlyList<ModelProfile> Models { get; }

    /// <summary>The hidden ones among them: jobs that named one go on.</summary>
    public IReadOnlyCollection<ModelProfile> All => models.Values;

    /// <summary>Of requests that name no model, where the configuration names none either.</summary>
    public ModelProfile Default { get; }

    public IReadOnlyList<StylePreset> Styles { get; }

    /// <summary>Finds hidden models too: jobs that named one go on.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out ModelProfile? model) => models.TryGetValue(id, out model);

    public bool TryGetStyle(string id, [NotNullWhen(true)] out StylePreset? style) => styles.TryGetValue(id, out style);

    /// <summary>The models that ship with the product.</summary>
    public static ModelCatalogue BuiltIn() => Load(folder: null);

    /// <param name="folder">JSON files of the operator: a known id changes that model (RFC 7396), a new one adds a model; <c>styles.json</c> does the same for styles.</param>
    /// <exception cref="InvalidCatalogueException">A file can not be used; the message names it and the member.</exception>
    public static ModelCatalogue Load(string? folder)
    {
        var files = new CatalogueFiles();
        files.AddBuiltIn();
        if (!string.IsNullOrEmpty(folder))
            files.AddFolder(folder);
        return new ModelCatalogue(files.Models(), files.Styles());
    }
}
