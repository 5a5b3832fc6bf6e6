using System.Diagnostics.Metrics;
using NetVips;

namespace ImageGen.Imaging;

/// <summary>
/// libvips, set up once for pictures made by strangers: loaders with a doubtful past are off, nothing is kept, one thread a picture, and its
/// warnings are counted instead of written, because a picture can be made to give a million of them.
/// </summary>
public static class Vips
{
    /// <summary>What libjpeg says, as a mere warning, where pixels end in the middle although some end marker follows.</summary>
    internal const string PixelsMissing = "premature end";

    private static long missingPixels;
    private static readonly Meter Meter = new("ImageGen.Pictures");
    private static readonly Counter<long> Warnings = Meter.CreateCounter<long>("imagegen.pictures.warnings", description: "What libvips found odd in pictures.");
    internal static readonly Counter<long> Decodes = Meter.CreateCounter<long>("imagegen.pictures.decodes", description: "Pictures that were decoded, tries included.");
    private static readonly Lazy<bool> Ready = new(SetUp);

    /// <summary>Whether this machine has its native library.</summary>
    public static bool IsAvailable => Ready.Value;

    /// <summary>Why not.</summary>
    public static string Reason => ModuleInitializer.Exception?.Message ?? "no reason given";

    /// <summary>How often libjpeg has said so, of any picture.</summary>
    internal static long MissingPixels => Interlocked.Read(ref missingPixels);

    private static void Heard(string message)
    {
        Warnings.Add(1);
        if (message.Contains(PixelsMissing, StringComparison.Ordinal))
            Interlocked.Increment(ref missingPixels);
    }

    private static bool SetUp()
    {
        if (!ModuleInitializer.VipsInitialized)
            return false;
        NetVips.NetVips.BlockUntrusted = true;
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message | Enums.LogLevelFlags.Info, (_, _, message) => Heard(message));
        return true;
    }
}
