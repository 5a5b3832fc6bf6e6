using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Sources;

/// <summary>The source did not give its picture.</summary>
internal sealed class SourceException(CopyVerdict verdict, string message, Exception? inner = null) : Exception(message, inner)
{
    public CopyVerdict Verdict { get; } = verdict;
}
