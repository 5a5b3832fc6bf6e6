using ImageGen.Jobs.Images;

namespace ImageGen.Jobs.Export;

/// <summary>What is to be exported: of one space, either the pictures of a filter or those with these ids.</summary>
/// <param name="Space">Of a user or a team.</param>
/// <param name="Filter">Null where ids are given.</param>
/// <param name="Ids">Null where there is a filter.</param>
internal sealed record ExportOrder(string Space, ExportFilter? Filter, IReadOnlyList<string>? Ids);

/// <summary>A picture that was asked for.</summary>
/// <param name="Found">Null where it may not leave, or is unknown.</param>
/// <param name="Fault">Why it may not leave; null where it may.</param>
internal sealed record ExportCandidate(string Id, FoundImage? Found, PictureFault? Fault);

/// <summary>What has become of it.</summary>
/// <param name="File">Its path in the archive; null where it is not in it.</param>
internal readonly record struct ExportedPicture(string Id, string? File, PictureFault? Fault);
