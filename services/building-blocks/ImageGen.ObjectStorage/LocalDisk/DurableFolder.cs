using System.Runtime.InteropServices;

namespace ImageGen.ObjectStorage.LocalDisk;

/// <summary>
/// A rename survives a power cut only when the folder that holds the name has been flushed too. Unix wants that asked for;
/// NTFS journals its names by itself.
/// </summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw Failed(folder);
        try
        {
            if (Fsync(descriptor) < 0)
                throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Makes the folder and whatever is missing above it, each name flushed.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder);
        if (!string.IsNullOrEmpty(parent))
            Create(parent);
        Directory.CreateDirectory(folder);
        if (!string.IsNullOrEmpty(parent))
            Flush(parent);
    }

    private static IOException Failed(string folder) => new($"The folder {folder} can not be flushed to disk: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
