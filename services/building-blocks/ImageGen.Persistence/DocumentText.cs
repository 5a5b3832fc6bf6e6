using System.Text;

namespace ImageGen.Persistence;

internal static class DocumentText
{
    /// <summary>Replaces what UTF-8 can't say.</summary>
    public static string? WellFormed(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
    }
}
