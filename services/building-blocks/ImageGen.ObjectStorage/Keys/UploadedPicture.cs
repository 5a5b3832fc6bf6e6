using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.ObjectStorage.Keys;

/// <summary>A picture that a caller has uploaded, as it was checked then.</summary>
public sealed record UploadedPicture
{
    /// <summary>Begins with <c>upl_</c>.</summary>
    public required string Id { get; init; }

    public required UploadPurpose Purpose { get; init; }

    /// <summary>By content.</summary>
    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Hex.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>New jobs may name it until then. Its bytes stay longer: for as long as such a job may wait for its turn.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Members that this version does not know, as they came. Not public, so that only the writer of documents sees it.</summary>
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? FromNewerVersions { get; init; }
}

public enum UploadPurpose
{
    /// <summary>A picture to work from.</summary>
    Reference,

    /// <summary>One channel: 0 is kept, 255 is painted anew.</summary>
    Mask,
}
