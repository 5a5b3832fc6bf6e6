using System.Diagnostics;

namespace ImageGen.TestKit;

/// <summary>A file system of a few megabytes that can be filled to the last byte. Needs Linux and the right to mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly List<string> ballast = [];

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Skips the running test where nothing may be mounted, and says why.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        if (!OperatingSystem.IsLinux()) TestServers.SkipOrFail("disk", "only Linux has tmpfs.");
        var path = Directory.CreateTempSubdirectory("imagegen-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path) is { Length: > 0 } reason)
        {
            Directory.Delete(path);
            TestServers.SkipOrFail("disk", $"no small file system can be mounted: {reason}");
        }

        return new SmallDisk(path);
    }

    /// <summary>Takes all room that is left, as somebody's pictures would.</summary>
    public void Fill()
    {
        var file = System.IO.Path.Combine(Path, $"ballast-{ballast.Count}");
        ballast.Add(file);
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 65_536, 4_096, 1 })
        {
            try
            {
                var piece = new byte[size];
                while (true) stream.Write(piece);
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free()
    {
        foreach (var file in ballast) File.Delete(file);
        ballast.Clear();
    }

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    /// <returns>What it complained about; empty where it succeeded.</returns>
    private static string Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var complaint = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? "" : $"{program} ended with {process.ExitCode}. {complaint.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }
}
