using ImageGen.Jobs.Texts;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>By the words of a text, as <see cref="JobTerms"/> has their pieces.</summary>
/// <param name="owner">Who has what is looked for.</param>
/// <param name="text">Null: any.</param>
internal sealed class WordQuery(string owner, string? text)
{
    /// <summary>More of them would not find less, and each is looked for by itself.</summary>
    private const int MostPieces = 8;

    private readonly IReadOnlyList<SearchWord> words = [.. SearchText.WordsOf(text ?? "")];

    public string Owner => owner;

    public string? Text => text;

    /// <param name="field">The field that has the terms.</param>
    public IEnumerable<FieldValue> Where(string field)
    {
        var pieces = words.SelectMany(word => word.Needed()).Distinct().ToList();
        // The pieces in between overlap with these.
        return pieces.Where((_, i) => pieces.Count <= MostPieces || i % ((pieces.Count / MostPieces) + 1) == 0)
            .Select(piece => new FieldValue(field, JobTerms.OfPiece(owner, piece)));
    }

    /// <summary>Whether all that is looked for is among these.</summary>
    public bool Means(IEnumerable<SearchWord> of)
    {
        if (text is null)
            return true;
        var its = of.ToList();
        return words.All(wanted => its.Exists(wanted.IsIn));
    }
}
