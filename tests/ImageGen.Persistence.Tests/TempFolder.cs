namespace ImageGen.Persistence.Tests;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("imagegen-persistence-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
