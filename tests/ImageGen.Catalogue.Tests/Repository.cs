using System.Text.Json.Nodes;

namespace ImageGen.Catalogue.Tests;

/// <summary>The files of the source tree.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Catalogue { get; } = Path.Combine(Root, "services", "catalogue", "ImageGen.Catalogue");

    public static IEnumerable<string> ModelFiles => Directory.EnumerateFiles(Path.Combine(Catalogue, "models"), "*.json").Order(StringComparer.Ordinal);

    public static JsonObject Model(string id) => JsonNode.Parse(File.ReadAllText(Path.Combine(Catalogue, "models", id + ".json")))!.AsObject();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ImageGen.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
