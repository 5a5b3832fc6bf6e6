using System.Globalization;
using System.Text;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Views;
using ImageGen.ObjectStorage.Keys;

namespace ImageGen.Jobs.Export;

/// <summary>
/// Names of files that every system takes: when and at which place of its job a picture was made, which alone tells it from all others, and
/// then as much of the prompt as is harmless. So neither case nor composed letters can make one of two, no name is a device's, and none begins
/// with a dot or a dash or is a formula.
/// </summary>
internal sealed class PictureNames
{
    /// <summary>Of the prompt, in UTF-8. Some file systems take names of 143 bytes, others of 255.</summary>
    private const int MostBytes = 100;

    /// <summary>Of the prompt, which may be long; the rest can not come into a name.</summary>
    private const int MostCharacters = 400;

    /// <summary>What Windows does not take in a name.</summary>
    private const string Forbidden = "<>:\"/\\|?*";

    private readonly Dictionary<(long Second, int Index), int> taken = [];

    /// <returns>Another one for each call.</returns>
    public string Next(Job job, JobPicture picture)
    {
        var key = (Second: job.CreatedAt / 1000, picture.Index);
        taken[key] = taken.GetValueOrDefault(key) + 1;
        var again = taken[key] == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{taken[key]}");
        var prompt = Harmless(job.WrittenPrompt ?? job.Request.Prompt);
        var extension = Path.GetExtension(PictureKeys.Original(picture.IdIn(job), picture.ContentType!));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{JobView.Utc(job.CreatedAt):yyyy-MM-dd_HHmmss}_{picture.Index}{again}{(prompt.Length == 0 ? "" : "_")}{prompt}{extension}");
    }

    private static string Harmless(string prompt)
    {
        var name = new StringBuilder();
        var isGap = false;
        foreach (var rune in prompt.AsSpan(0, Math.Min(prompt.Length, MostCharacters)).EnumerateRunes())
        {
            if (IsGap(rune))
            {
                isGap = name.Length > 0;
                continue;
            }

            if (IsHidden(rune))
                continue;
            if (isGap)
                name.Append('_');
            name.Append(rune);
            isGap = false;
        }

        return Cut(name.ToString()).Trim('.', '_');
    }

    private static bool IsGap(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (rune.IsBmp && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal));

    /// <summary>Marks of direction among them, by which a name would read as another; and halves of characters.</summary>
    private static bool IsHidden(Rune rune) =>
        rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>Between what people take for characters.</summary>
    private static string Cut(string name)
    {
        var (length, bytes) = (0, 0);
        while (length < name.Length)
        {
            var next = StringInfo.GetNextTextElementLength(name, length);
            bytes += Encoding.UTF8.GetByteCount(name.AsSpan(length, next));
            if (bytes > MostBytes)
                break;
            length += next;
        }

        return name[..length];
    }
}
