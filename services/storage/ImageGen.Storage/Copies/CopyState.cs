namespace ImageGen.Storage.Copies;

internal enum CopyState
{
    /// <summary>Its bytes are not ours yet; tried again for as long as it takes.</summary>
    Waiting,

    /// <summary>The object is safe. Never left.</summary>
    Stored,

    /// <summary>There is nothing to copy any more. Never left.</summary>
    Gone,
}
