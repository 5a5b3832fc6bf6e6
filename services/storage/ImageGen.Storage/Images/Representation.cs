namespace ImageGen.Storage.Images;

/// <summary>What is sent for one picture.</summary>
/// <param name="Key">In the object store.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ETag">Strong, with its quotes: the same tag always means the same bytes.</param>
/// <param name="FileName">What a browser saves it as.</param>
/// <param name="IsFinal">False for a stand-in that a later request may answer better.</param>
internal sealed record Representation(string Key, long Length, string ContentType, string ETag, string FileName, bool IsFinal);
