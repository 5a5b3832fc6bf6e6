using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>Pictures that come as bytes, written down in other ways than the usual one.</summary>
internal static class ByteFaults
{
    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["b64"] = Of(bytes => bytes),
        ["b64-prefix"] = Of(bytes => "data:image/png;base64," + bytes),
        ["b64-nopad"] = Of(bytes => bytes.TrimEnd('=')),
        ["b64-urlsafe"] = Of(bytes => bytes.TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        ["b64-lines"] = Of(bytes => string.Join("\r\n", bytes.Chunk(76).Select(line => new string(line)))),
        ["url-data"] = new([FaultPoint.GetResult, FaultPoint.Generate], (answer, _) => answer.Edit(AsLinks)) { NeedsBytes = true },
    };

    private static NamedFault Of(Func<string, string> write) => new(
        [FaultPoint.GetResult, FaultPoint.Generate],
        (answer, _) => answer.Edit(json => json.Pictures(item => item is null ? null : write(item.GetValue<string>()))))
    {
        NeedsBytes = true,
    };

    /// <summary>Where a link is expected stands the picture itself.</summary>
    private static JsonNode AsLinks(JsonNode document)
    {
        document.Pictures(item => item is null ? null : "data:image/png;base64," + item.GetValue<string>());
        return document.Renamed(name => name switch { "b64_json" => "url", "binary_data_base64" => "image_urls", "image_urls" => "unused", "url" => "unused", _ => name });
    }
}
