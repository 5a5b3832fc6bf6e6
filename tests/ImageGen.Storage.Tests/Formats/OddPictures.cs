using System.Buffers.Binary;

namespace ImageGen.Storage.Tests.Formats;

/// <summary>Files as phones, cameras and editors write them.</summary>
internal static class OddPictures
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Odd");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>Where the picture itself ends: what follows there is a video or another picture.</summary>
    public static int EndOf(string name, byte[] file) => name switch
    {
        "anim.webp" => 8 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)),
        "motion.jpg" or "mpo.jpg" => file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) + 2,
        _ => file.Length,
    };
}
