using ImageGen.Catalogue;

namespace ImageGen.Jobs;

/// <summary>What people read for each of our error codes: what happened and what to do.</summary>
internal static class ErrorTexts
{
    public static string Of(string code, Language language)
    {
        var entry = ErrorTable.Of(code);
        return language == Language.Zh ? entry.Zh : entry.En;
    }
}
