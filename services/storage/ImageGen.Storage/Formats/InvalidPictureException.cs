namespace ImageGen.Storage.Formats;

/// <summary>The bytes are no whole picture of a kind we take.</summary>
internal sealed class InvalidPictureException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>They may be whole, but they are something else.</summary>
    public bool IsOtherKind { get; init; }
}
