using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ImageGen.Jobs.Update;

/// <remarks>A member that is left out and one that is null are different wishes, so each remembers that it was given.</remarks>
[Description("A JSON merge patch (RFC 7396): what is left out stays, null takes away.")]
internal sealed record UpdateJobRequest
{
    [Description("At most 200 characters.")]
    public string? Title { get; init => (field, HasTitle) = (value, true); }

    [Description("In the place of all that the job has: at most 20, each of 1 to 50 characters.")]
    public IReadOnlyList<string>? Tags { get; init => (field, HasTags) = (value, true); }

    public bool? Favorite { get; init => (field, HasFavorite) = (value, true); }

    [JsonIgnore]
    public bool HasTitle { get; private init; }

    [JsonIgnore]
    public bool HasTags { get; private init; }

    [JsonIgnore]
    public bool HasFavorite { get; private init; }
}
