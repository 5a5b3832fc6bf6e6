namespace ImageGen.Persistence;

/// <summary>
/// There is no room on the disk of the documents. Nothing was written, what is stored can be read, and as soon as there is room the
/// same call succeeds. <see cref="Exception.HResult"/> is that of any full disk.
/// </summary>
public sealed class DocumentStoreFullException : IOException
{
    public DocumentStoreFullException(string message, Exception? inner = null) : base(message, inner) =>
        HResult = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
}
