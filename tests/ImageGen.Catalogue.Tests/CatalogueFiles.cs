using System.Text.Json.Nodes;
using ImageGen.TestKit;

namespace ImageGen.Catalogue.Tests;

/// <summary>The files of the source tree.</summary>
internal static class CatalogueFiles
{
    public static string Folder { get; } = Path.Combine(SourceTree.Root, "services", "catalogue", "ImageGen.Catalogue");

    public static IEnumerable<string> ModelFiles => Directory.EnumerateFiles(Path.Combine(Folder, "models"), "*.json").Order(StringComparer.Ordinal);

    public static JsonObject Model(string id) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "models", id + ".json")))!.AsObject();
}
