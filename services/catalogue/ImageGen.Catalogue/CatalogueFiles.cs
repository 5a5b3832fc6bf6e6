using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageGen.Catalogue;

/// <summary>The catalogue's JSON files: the built-in ones, and an operator's laid over them.</summary>
internal sealed class CatalogueFiles
{
    private const string StylesFile = "styles.json";

    private readonly Dictionary<string, Source> models = new(StringComparer.Ordinal);
    private Source styles = new(StylesFile, []);

    public void AddBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name != ErrorTable.File).Order(StringComparer.Ordinal))
            Add(name, assembly.GetManifestResourceStream(name)!);
    }

    public void AddFolder(string folder)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                Add(file, File.OpenRead(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidCatalogueException($"IMAGEGEN_MODELS names {folder}, which can not be read: {error.Message}");
        }
    }

    public IEnumerable<ModelProfile> Models() => models.Values.Select(source =>
    {
        var model = CatalogueJson.Read<ModelProfile>(source.File, source.Json);
        return ProfileRules.Problem(model) is { } problem ? throw new InvalidCatalogueException($"{source.File}: {problem}.") : model;
    });

    public IEnumerable<StylePreset> Styles() => styles.Json.Select(style => style.Value is JsonObject members
        ? CatalogueJson.Read<StylePreset>($"{styles.File}: {style.Key}", members) with { Id = style.Key }
        : throw new InvalidCatalogueException($"{styles.File}: {style.Key} is no object with name and prompt."));

    private void Add(string file, Stream stream)
    {
        using (stream)
        {
            var json = CatalogueJson.Parse(file, stream);
            if (Path.GetFileName(file) == StylesFile)
                styles = Lay(styles, file, json);
            else
                models[IdOf(file, json)] = Lay(models.GetValueOrDefault(IdOf(file, json)), file, json);
        }
    }

    /// <summary>A fault in a merged file is the fault of the file laid on top: what is below ships with the product.</summary>
    private static Source Lay(Source? below, string file, JsonObject json)
    {
        var merged = below?.Json ?? [];
        MergePatch.Apply(merged, json);
        merged.Remove("$schema");
        return new Source(file, merged);
    }

    private static string IdOf(string file, JsonObject json) =>
        json["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String
            ? id.GetValue<string>()
            : throw new InvalidCatalogueException($"{file}: id is missing: it names the model that the file adds or changes.");

    private sealed record Source(string File, JsonObject Json);
}
