namespace ImageGen.Storage.Formats;

/// <summary>Room for a picture on its way; for this process alone, and gone with it, however it ends.</summary>
internal static class TemporaryFile
{
    private const int BufferSize = 64 << 10;

    public static string Folder => Path.GetTempPath();

    public static FileStream Create()
    {
        var path = Path.Combine(Folder, "imagegen-" + Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = BufferSize,
            Options = FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options |= FileOptions.DeleteOnClose;
            return new FileStream(path, options);
        }
        // Unix closes the files of a killed process, but deletes only what has no name any more.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }
}
