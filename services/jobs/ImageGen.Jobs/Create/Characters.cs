using System.Globalization;
using System.Text;

namespace ImageGen.Jobs.Create;

/// <summary>Text as people count and see it.</summary>
internal static class Characters
{
    public static int Count(string text) => text.EnumerateRunes().Count();

    /// <summary>Whether nobody would see anything of it: blanks, controls and characters of no width.</summary>
    public static bool ShowsNothing(string? text) => text is null || text.EnumerateRunes().All(ShowsNothing);

    private static bool ShowsNothing(Rune character) =>
        Rune.IsWhiteSpace(character)
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
        // Fillers, joiners, selectors and the empty Braille cell, whose categories are those of letters, marks and symbols.
        || character.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);
}
