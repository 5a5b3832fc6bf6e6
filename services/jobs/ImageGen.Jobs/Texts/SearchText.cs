using System.Globalization;
using System.Text;

namespace ImageGen.Jobs.Texts;

/// <summary>
/// A text as it is searched: full-width letters and digits are as good as ordinary ones, case does not count, and what is neither letter
/// nor digit only separates. What is left are words, and runs of Chinese, Japanese or Korean, which are written without gaps.
/// </summary>
/// <remarks>Not by Unicode normalization: it does nothing in a process without ICU, as ours are, and the index must not depend on that.</remarks>
internal static class SearchText
{
    public static IEnumerable<SearchWord> WordsOf(string text)
    {
        var word = new List<Rune>();
        var isCjk = false;
        foreach (var rune in text.EnumerateRunes().Select(character => Rune.ToLowerInvariant(Narrow(character))))
        {
            var belongs = Rune.IsLetterOrDigit(rune) || (word.Count > 0 && IsMark(rune));
            var cjk = IsCjk(rune) || (isCjk && IsMark(rune));
            if (word.Count > 0 && (!belongs || cjk != isCjk))
            {
                yield return new SearchWord([.. word], isCjk);
                word.Clear();
            }

            if (!belongs)
                continue;
            isCjk = cjk;
            word.Add(rune);
        }

        if (word.Count > 0)
            yield return new SearchWord([.. word], isCjk);
    }

    /// <summary>The full-width forms of ASCII stand in its order.</summary>
    private static Rune Narrow(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsCjk(Rune rune) => rune.Value is
        0x3005 or 0x3007 or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
