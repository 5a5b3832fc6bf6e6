using System.Globalization;
using ImageGen.Persistence.Mongo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ImageGen.Persistence;

/// <summary>
/// Watches a disk, by default that of the data folder: nothing new is begun while it is nearly full, so that there is room to finish what
/// runs. Where documents and pictures are both kept elsewhere there is nothing of the data folder to watch.
/// </summary>
/// <param name="available">Bytes that are free; null where nobody knows.</param>
/// <param name="floor">Megabytes (2^20 bytes) that stay free; 0 watches nothing.</param>
/// <param name="folder">Whose disk it is.</param>
public sealed class FreeSpace(Func<long?> available, long floor, string folder = "data folder")
{
    public const string Setting = "IMAGEGEN_MIN_FREE_MB";

    private const long DefaultFloor = 512;
    private const long Megabyte = 1 << 20;
    private const string StoreSetting = "S3:Endpoint";

    public bool IsLow => Shortage is not null;

    /// <summary>Why nothing new is begun, in one line; null while there is room.</summary>
    public string? Shortage => floor > 0 && available() is { } bytes && bytes < floor * Megabyte
        ? string.Create(CultureInfo.InvariantCulture, $"The disk of the {folder} has {bytes / Megabyte} MB left, and {Setting} keeps {floor} MB free: nothing new is begun.")
        : null;

    /// <exception cref="DocumentStoreFullException">There is too little room to begin anything.</exception>
    public void Require()
    {
        if (Shortage is { } shortage) throw new DocumentStoreFullException(shortage);
    }

    /// <exception cref="OptionsValidationException"><see cref="Setting"/> is no number of megabytes.</exception>
    internal static FreeSpace From(IConfiguration configuration)
    {
        var floor = FloorFrom(configuration);
        var isElsewhere = configuration[MongoRegistration.Setting] is { Length: > 0 } && configuration[StoreSetting] is { Length: > 0 };
        var folder = DataFolder.PathFrom(configuration);
        return new FreeSpace(() => DiskOf(folder)?.Free, isElsewhere ? 0 : floor);
    }

    /// <summary>The same floor for the disk of temporary files; of a small one, such as a container may have in memory, a tenth.</summary>
    public static FreeSpace OfTemporaryFiles(string path, IConfiguration configuration)
    {
        var floor = FloorFrom(configuration);
        return new FreeSpace(() => DiskOf(path)?.Free, Math.Min(floor, (DiskOf(path)?.Size ?? long.MaxValue) / 10 / Megabyte), "temporary files");
    }

    /// <exception cref="OptionsValidationException"><see cref="Setting"/> is no number of megabytes.</exception>
    private static long FloorFrom(IConfiguration configuration)
    {
        var floor = DefaultFloor;
        if (configuration[Setting] is { Length: > 0 } text && !(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out floor) && floor <= long.MaxValue / Megabyte))
            throw new OptionsValidationException(Setting, typeof(long), [$"{Setting} is a number of megabytes, 0 or more."]);
        return floor;
    }

    private static Disk? DiskOf(string folder)
    {
        try
        {
            while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above) folder = above;
            // Windows knows drives only; elsewhere any path stands for the file system that it lies on.
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder);
            return new Disk(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <param name="Free">Bytes.</param>
    /// <param name="Size">Bytes.</param>
    private sealed record Disk(long Free, long Size);
}
