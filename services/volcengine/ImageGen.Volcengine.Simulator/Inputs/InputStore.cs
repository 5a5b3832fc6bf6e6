using System.Security.Cryptography;

namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>
/// Keeps the pictures that came with orders, each once: beside the journal, so that a restart draws the same results, else in a folder
/// that goes with the simulator.
/// </summary>
internal sealed class InputStore : IDisposable
{
    private readonly string _folder;
    private readonly bool _temporary;

    public InputStore(SimulatorOptions options)
    {
        _temporary = options.StatePath is null;
        _folder = options.StatePath is { } path ? path + ".inputs" : Path.Combine(Path.GetTempPath(), "imagegen-simulator-" + Path.GetRandomFileName());
    }

    public void Keep(byte[] picture)
    {
        var file = FileOf(NameOf(picture));
        if (File.Exists(file))
            return;
        Directory.CreateDirectory(_folder);
        var fresh = file + "." + Path.GetRandomFileName();
        File.WriteAllBytes(fresh, picture);
        File.Move(fresh, file, overwrite: true);
    }

    public static string NameOf(byte[] picture) => Convert.ToHexStringLower(SHA256.HashData(picture));

    public byte[] Read(string name) => File.ReadAllBytes(FileOf(name));

    /// <summary>Forgets all but these.</summary>
    public void Retain(IReadOnlySet<string> names)
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => !names.Contains(Path.GetFileName(file))))
            File.Delete(file);
    }

    public void Dispose()
    {
        if (_temporary && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string FileOf(string name) => Path.Combine(_folder, name);
}
