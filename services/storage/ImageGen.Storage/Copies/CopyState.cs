namespace ImageGen.Storage.Copies;

internal enum CopyState
{
    /// <summary>Its bytes are not ours yet; tried again for as long as it takes.</summary>
    Waiting,

    /// <summary>The object is safe. Never left.</summary>
    Stored,

    /// <summary>Its last link has ended. Left only where a fresher one, or the picture itself, turns up after all.</summary>
    Gone,
}
