namespace ImageGen.Storage.Labels;

/// <summary>Bytes to put in place of others; everything else of the file stays as it is.</summary>
/// <param name="Offset">In the file as it was.</param>
/// <param name="Remove">How many bytes go.</param>
internal sealed record Edit(long Offset, long Remove, byte[] Insert);
