using System.Globalization;
using ImageGen.Jobs.Labels;
using ImageGen.Jobs.Texts;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.List;

/// <summary>What all lists take in their queries, read from the texts as they came.</summary>
internal static class QueryTexts
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;
    private const int MaxText = 100;

    /// <exception cref="ProblemException">400.</exception>
    public static int Limit(string? text)
    {
        if (text is null)
            return DefaultLimit;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
            : throw Bad("limit", $"limit is a whole number from 1 to {MaxLimit}.");
    }

    /// <exception cref="ProblemException">400.</exception>
    public static string? Tag(string? text) => text is null || TitleAndTags.IsTag(text) ? text : throw Bad("tag", "A tag has 1 to 50 characters.");

    /// <exception cref="ProblemException">400.</exception>
    public static string? Words(string? text)
    {
        if (text is null)
            return null;
        if (Characters.Count(text) > MaxText)
            throw Bad("q", FormattableString.Invariant($"q has at most {MaxText} characters."));
        return SearchText.WordsOf(text).Any() ? text : throw Bad("q", "q has neither a letter nor a digit to look for.");
    }

    public static ProblemException Bad(string name, string detail) =>
        new(400, "bad_query", detail) { Errors = [new ProblemError("?" + name, detail)] };
}
