using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Persistence;

/// <summary>
/// A record that lies in a document. What a newer version has added to it stays with it, through <c>with</c> as well: else a write by
/// this version would take it away for good.
/// </summary>
public abstract record DocumentPart
{
    /// <summary>Members that this version does not know, as they came. Not public, so that only <see cref="DocumentJson"/> sees it.</summary>
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? FromNewerVersions { get; init; }
}
