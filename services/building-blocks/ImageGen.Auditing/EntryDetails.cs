using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Auditing;

/// <summary>The parameters of an entry. Pure.</summary>
public static class EntryDetails
{
    private const int LongestText = 4000;

    /// <returns>Those that there are, each at most 4000 characters.</returns>
    public static IReadOnlyDictionary<string, string> Given(params IEnumerable<KeyValuePair<string, string?>> details) =>
        details.Where(detail => detail.Value is not null).ToDictionary(detail => detail.Key, detail => ShortText.Of(detail.Value!, LongestText));
}
