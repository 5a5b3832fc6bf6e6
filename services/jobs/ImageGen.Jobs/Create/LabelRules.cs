using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;

namespace ImageGen.Jobs.Create;

/// <summary>What a caller may attach to a job for themselves.</summary>
internal static class LabelRules
{
    private const int MaxEntries = 20;

    public static Job AddTo(Job job, CreateJobRequest request) => job with
    {
        Title = request.Title,
        Tags = request.Tags ?? job.Tags,
        Metadata = request.Metadata ?? job.Metadata,
    };

    public static void Check(CreateJobRequest request, RequestErrors errors)
    {
        errors.Require(Characters.Count(request.Title ?? "") <= 200, "/title", "title has at most 200 characters.");
        var tags = request.Tags ?? [];
        errors.Require(tags.Count <= MaxEntries, "/tags", $"At most {MaxEntries} tags.");
        for (var i = 0; i < Math.Min(tags.Count, MaxEntries); i++)
            errors.Require(Characters.Count(tags[i] ?? "") is >= 1 and <= 50, FormattableString.Invariant($"/tags/{i}"), "A tag has 1 to 50 characters.");
        var metadata = request.Metadata ?? new Dictionary<string, string>();
        errors.Require(metadata.Count <= MaxEntries, "/metadata", $"At most {MaxEntries} members of metadata.");
        errors.Require(
            metadata.All(member => Characters.Count(member.Key) is >= 1 and <= 64 && member.Value is not null && Characters.Count(member.Value) <= 512),
            "/metadata",
            "A member of metadata has a name of 1 to 64 and a value of at most 512 characters.");
        // Names become names of members of a document, and MongoDB takes none with U+0000.
        errors.Require(metadata.Keys.All(name => !name.Contains('\0')), "/metadata", "A name in metadata must not hold the character U+0000.");
    }
}
