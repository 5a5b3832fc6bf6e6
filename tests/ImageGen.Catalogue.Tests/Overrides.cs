namespace ImageGen.Catalogue.Tests;

/// <summary>A folder of an operator's files, for one test.</summary>
internal sealed class Overrides : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("imagegen-models-").FullName;

    public Overrides With(string name, string json)
    {
        File.WriteAllText(Path.Combine(Folder, name), json);
        return this;
    }

    public ModelCatalogue Load() => ModelCatalogue.Load(Folder);

    public string Refusal() => Assert.Throws<InvalidCatalogueException>(Load).Message;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
