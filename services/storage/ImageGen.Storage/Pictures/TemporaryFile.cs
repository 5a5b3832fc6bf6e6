namespace ImageGen.Storage.Pictures;

/// <summary>Room for a picture on its way; goes with its stream, and with the process.</summary>
internal static class TemporaryFile
{
    private const int BufferSize = 64 << 10;

    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), "imagegen-" + Path.GetRandomFileName()),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
}
