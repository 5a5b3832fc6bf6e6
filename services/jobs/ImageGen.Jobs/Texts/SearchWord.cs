using System.Text;

namespace ImageGen.Jobs.Texts;

/// <summary>A word or a run of a text, cut into the pieces by which an index finds it.</summary>
/// <param name="Characters">At least one.</param>
/// <param name="IsCjk">Chinese, Japanese or Korean: pairs say there what three letters say elsewhere, and one character is a word.</param>
internal sealed record SearchWord(Rune[] Characters, bool IsCjk)
{
    private int Length => Characters.Length;

    private int PieceLength => IsCjk ? 2 : 3;

    public string Text { get; } = string.Concat(Characters);

    /// <summary>All by which it can be found: what is as long as a piece anywhere inside, and what is shorter at its beginning, of CJK anywhere.</summary>
    public IEnumerable<string> Indexed() => IsCjk
        ? Pieces(1).Concat(Pieces(2))
        : Pieces(3).Concat(Enumerable.Range(1, Math.Min(2, Length)).Select(length => Piece(0, length)));

    /// <summary>Those that a text must have to hold this.</summary>
    public IEnumerable<string> Needed() => Length < PieceLength ? [Text] : Pieces(PieceLength);

    /// <summary>Whether this is found in the other one: that the other has all the pieces does not say that they stand in a row.</summary>
    public bool IsIn(SearchWord other) => other.IsCjk == IsCjk
        && (IsCjk || Length >= PieceLength ? other.Text.Contains(Text, StringComparison.Ordinal) : other.Text.StartsWith(Text, StringComparison.Ordinal));

    private IEnumerable<string> Pieces(int length) => Enumerable.Range(0, Math.Max(0, Length - length + 1)).Select(start => Piece(start, length));

    private string Piece(int start, int length) => string.Concat(Characters.Skip(start).Take(length));
}
