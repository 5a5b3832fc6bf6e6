using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Persistence;

/// <summary>
/// Holds a data folder for one process: two of them on the same documents would each believe to be the only worker.
/// The lock belongs to the process, so a killed one leaves nothing behind that must be cleaned up.
/// </summary>
public sealed partial class DataFolder : IDisposable
{
    public const string Setting = "IMAGEGEN_DATA";

    /// <summary>Read, write and enter for the process's own user, nothing for anybody else.</summary>
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>The folder that <c>IMAGEGEN_DATA</c> names, by default <c>./data</c>.</summary>
    public static string PathFrom(IConfiguration configuration)
    {
        var path = configuration[Setting];
        return System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? "data" : path);
    }

    /// <summary>
    /// Creates the folder where it does not exist and locks it until the result is disposed of. Prompts, pictures and secrets come to lie in
    /// it: from here on what this process creates, anywhere, is for its own user alone.
    /// </summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="DataFolderException">It can not be used.</exception>
    public static DataFolder Lock(string path)
    {
        try
        {
            KeepPrivate();
            path = Directory.CreateDirectory(path).FullName;
            var held = new FileStream(System.IO.Path.Combine(path, "imagegen.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Close(path);
            return new DataFolder(path, held);
        }
        catch (IOException error) when (error.HResult is Taken.Linux or Taken.MacOs or Taken.Windows)
        {
            throw new DataFolderInUseException(path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The data folder {path} can not be used: {error.Message} Make it writable for the user that runs ImageGen, or set {Setting} to another folder.", error);
        }
    }

    public void Dispose() => held.Dispose();

    private static void KeepPrivate()
    {
        const uint othersNothing = 0b000_111_111;
        if (!OperatingSystem.IsWindows())
            _ = SetCreationMask(othersNothing);
    }

    private static void Close(string path)
    {
        // A folder for everybody, such as /tmp, is marked as that.
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(path).HasFlag(UnixFileMode.StickyBit))
            return;
        try
        {
            File.SetUnixFileMode(path, Private);
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's, such as a volume that was handed to us: its owner has said who may enter.
        }
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetCreationMask(uint mask);

    /// <summary>How each system says that somebody else holds a file; everything else (read-only, full) keeps its own message.</summary>
    private static class Taken
    {
        public const int Linux = 11;
        public const int MacOs = 35;
        public const int Windows = unchecked((int)0x80070020);
    }
}

/// <summary>The message is one line for the person who started the process.</summary>
public class DataFolderException(string message, Exception inner) : IOException(message, inner);

/// <summary>Somebody started a second process on the same folder.</summary>
public sealed class DataFolderInUseException(string path, Exception inner) : DataFolderException(
    $"The data folder {path} is in use by another ImageGen process. Stop that one, or set {DataFolder.Setting} to another folder.", inner);
