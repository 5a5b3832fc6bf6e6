using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Contracts;

/// <summary>
/// A part of a message that its receiver keeps in a document. What a newer version has added to it stays in the document, whoever
/// writes that; a message says what its sender knows.
/// </summary>
public abstract record StoredPart
{
    /// <summary>Members that this version does not know, as they came. Not public, so that only the writer of documents sees it.</summary>
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? FromNewerVersions { get; init; }
}
