using System.ComponentModel;
using ImageGen.Jobs.List;
using Microsoft.AspNetCore.Mvc;

namespace ImageGen.Jobs.Images;

/// <summary>The query by which pictures are chosen, as it came.</summary>
internal sealed record ImageParameters
{
    [FromQuery(Name = "status"), Description("Only pictures of jobs with this status.")]
    public string? Status { get; init; }

    [FromQuery(Name = "model"), Description("Only pictures of this model.")]
    public string? Model { get; init; }

    [FromQuery(Name = "tag"), Description("Only pictures with this tag of their own, as it is written.")]
    public string? Tag { get; init; }

    [FromQuery(Name = "favorite"), Description("Only favorites, or only others: the picture's own mark counts.")]
    public string? Favorite { get; init; }

    [FromQuery(Name = "batch"), Description("Only pictures of this batch.")]
    public string? Batch { get; init; }

    [FromQuery(Name = "q"), Description("Only pictures whose title, or the title or prompt of whose job, has all of these words; as in the list of jobs.")]
    public string? Q { get; init; }

    [FromQuery(Name = "created_after"), Description("RFC 3339; only pictures of jobs created after it.")]
    public string? CreatedAfter { get; init; }

    [FromQuery(Name = "created_before"), Description("RFC 3339; only pictures of jobs created before it.")]
    public string? CreatedBefore { get; init; }

    [FromQuery(Name = "team"), Description("Id of a team of yours: its pictures, and not your own.")]
    public string? Team { get; init; }

    /// <summary>Without the team, which is no filter.</summary>
    public ListParameters ForPage(string? limit, string? cursor, string? deleted) => new(limit, cursor)
    {
        Status = Status,
        Model = Model,
        Tag = Tag,
        Favorite = Favorite,
        Batch = Batch,
        Q = Q,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        Deleted = deleted,
    };

    /// <returns>Those of the filter that were given, by their names.</returns>
    public IReadOnlyDictionary<string, string?> Given() => new Dictionary<string, string?>
    {
        ["status"] = Status,
        ["model"] = Model,
        ["tag"] = Tag,
        ["favorite"] = Favorite,
        ["batch"] = Batch,
        ["q"] = Q,
        ["created_after"] = CreatedAfter,
        ["created_before"] = CreatedBefore,
    }.Where(filter => filter.Value is not null).ToDictionary();
}
