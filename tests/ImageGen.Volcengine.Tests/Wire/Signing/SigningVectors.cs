using System.Reflection;
using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Tests.Wire.Signing;

/// <summary>
/// Requests signed by the provider's own code, with invented keys: profile A is its Node SDK (leaves content-type out, hashes only
/// a body there is), profile B its Python SDK (signs content-type and always the hash).
/// </summary>
internal static class SigningVectors
{
    private static readonly JsonArray All = Read();

    public static IEnumerable<string> Names => All.Select(vector => vector!["name"]!.GetValue<string>());

    public static JsonNode Get(string name) => All.Single(vector => vector!["name"]!.GetValue<string>() == name)!;

    private static JsonArray Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("signing-vectors.json")!;
        return JsonNode.Parse(stream)!["vectors"]!.AsArray();
    }
}
