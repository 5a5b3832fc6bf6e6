namespace ImageGen.Catalogue;

/// <param name="MaxLength">In characters (Unicode scalar values), a style's words included; 0 where the model takes no prompt.</param>
/// <param name="Required">Whether there must be one.</param>
/// <param name="Styles">Whether a style preset may be added to it.</param>
public sealed record PromptRule(int MaxLength, bool Required = true, bool Styles = false);

/// <summary>Pictures of one job.</summary>
/// <param name="Max">Made by a call each.</param>
/// <param name="Default">What is made when a request names no number.</param>
/// <param name="GroupMax">Of a group: pictures that belong together and are made by one call. Null where the model makes none.</param>
/// <param name="GroupMaxWithReferences">Pictures of a group and reference pictures together.</param>
public sealed record CountRule(int Max, int Default, int? GroupMax = null, int? GroupMaxWithReferences = null);

/// <summary>The pictures a request builds on.</summary>
/// <param name="Min">So many at least.</param>
/// <param name="Max">So many at most.</param>
/// <param name="Links">Whether public https links are taken besides uploads and pictures of one's own.</param>
/// <param name="Formats">Such as <c>jpeg</c>.</param>
/// <param name="MaxBytes">Of each.</param>
/// <param name="MaxPixels">Greatest width × height of each.</param>
/// <param name="MinRatio">Least width / height.</param>
/// <param name="MaxRatio">Greatest width / height.</param>
/// <param name="MinSide">Least width and height, pixels.</param>
public sealed record ReferenceRule(
    int Min, int Max, bool Links, IReadOnlyList<string> Formats, long MaxBytes, long? MaxPixels = null,
    double? MinRatio = null, double? MaxRatio = null, int? MinSide = null);

/// <summary>A picture as large as the first reference: white is painted anew, black is kept.</summary>
/// <param name="Required">Whether there must be one.</param>
/// <param name="Formats">Such as <c>png</c>.</param>
/// <param name="MaxBytes">How large its file may be.</param>
/// <param name="ErasePrompt">The prompt that the model reads as: take away what is white; null where it knows none.</param>
public sealed record MaskRule(bool Required, IReadOnlyList<string> Formats, long MaxBytes, string? ErasePrompt = null);

/// <param name="PerPicture">In <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Source">Where the figure comes from; a price is never certain until the bill.</param>
/// <param name="Verified">Whether the provider's own price list or a contract says so; else it is an estimate.</param>
public sealed record PriceRule(decimal PerPicture, string Currency, string Source, bool Verified = false);

/// <param name="Concurrency">Tasks at a time.</param>
/// <param name="RequestsPerSecond">Submissions.</param>
public sealed record LimitRule(int? Concurrency = null, double? RequestsPerSecond = null);
