using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ImageGen.TestKit;

namespace ImageGen.Storage.Tests.Labels;

/// <summary>What others read in files: a program that shares nothing with ours.</summary>
internal static class ExifTool
{
    /// <summary>Every tag of each file as <c>group:name</c>; skips the test where the program is not installed.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(IEnumerable<byte[]> files)
    {
        var folder = Directory.CreateTempSubdirectory("imagegen-exiftool-");
        try
        {
            foreach (var (order, file) in files.Index())
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{order:0000}"), file);
            using var process = Start(["-json", "-groupNames1", "-duplicates", "-struct", .. Directory.EnumerateFiles(folder.FullName).Order(StringComparer.Ordinal)]);
            var output = await process.StandardOutput.ReadToEndAsync();
            return [.. JsonNode.Parse(output)!.AsArray().Select(tags => tags!.AsObject())];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("exiftool", arguments) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            TestServers.SkipOrFail("exiftool", "exiftool is not installed (Debian: libimage-exiftool-perl).");
            throw;
        }
    }
}
