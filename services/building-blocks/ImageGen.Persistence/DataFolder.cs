using Microsoft.Extensions.Configuration;

namespace ImageGen.Persistence;

/// <summary>
/// Holds a data folder for one process: two of them on the same documents would each believe to be the only worker.
/// The lock belongs to the process, so a killed one leaves nothing behind that must be cleaned up.
/// </summary>
public sealed class DataFolder : IDisposable
{
    public const string Setting = "IMAGEGEN_DATA";

    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>The folder that <c>IMAGEGEN_DATA</c> names, by default <c>./data</c>.</summary>
    public static string PathFrom(IConfiguration configuration)
    {
        var path = configuration[Setting];
        return System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? "data" : path);
    }

    /// <summary>Creates the folder where it does not exist and locks it until the result is disposed of.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    public static DataFolder Lock(string path)
    {
        path = Directory.CreateDirectory(path).FullName;
        var file = System.IO.Path.Combine(path, "imagegen.lock");
        try
        {
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (error.HResult is Taken.Linux or Taken.MacOs or Taken.Windows)
        {
            throw new DataFolderInUseException(path, error);
        }
    }

    public void Dispose() => held.Dispose();

    /// <summary>How each system says that somebody else holds a file; everything else (read-only, full) keeps its own message.</summary>
    private static class Taken
    {
        public const int Linux = 11;
        public const int MacOs = 35;
        public const int Windows = unchecked((int)0x80070020);
    }
}

/// <summary>The message is meant for the person who started the second process.</summary>
public sealed class DataFolderInUseException(string path, Exception inner) : IOException(
    $"The data folder {path} is in use by another ImageGen process. Stop that one, or set {DataFolder.Setting} to another folder.", inner);
