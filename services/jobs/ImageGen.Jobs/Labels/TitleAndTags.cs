using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Texts;

namespace ImageGen.Jobs.Labels;

/// <summary>By what people find a job again.</summary>
internal static class TitleAndTags
{
    public const int MaxTags = 20;

    public static void Check(string? title, IReadOnlyList<string> tags, RequestErrors errors)
    {
        errors.Require(Characters.Count(title ?? "") <= 200, "/title", "title has at most 200 characters.");
        errors.Require(tags.Count <= MaxTags, "/tags", $"At most {MaxTags} tags.");
        for (var i = 0; i < Math.Min(tags.Count, MaxTags); i++)
            errors.Require(IsTag(tags[i]), FormattableString.Invariant($"/tags/{i}"), "A tag has 1 to 50 characters.");
    }

    public static bool IsTag(string? text) => Characters.Count(text ?? "") is >= 1 and <= 50;
}
