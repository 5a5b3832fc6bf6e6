using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Links;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>Our own store, on disk, for one test.</summary>
internal sealed class DiskStore : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-store-").FullName;
    private readonly IHost host;
    private readonly InputFit fit = new();

    public DiskStore()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection([new("IMAGEGEN_DATA", folder), new("ImageGen:SecretKey", new string('k', 32))]);
        builder.AddObjectStorage();
        host = builder.Build();
    }

    public IObjectStore Objects => host.Services.GetRequiredService<IObjectStore>();

    public ObjectLinks Links => host.Services.GetRequiredService<ObjectLinks>();

    /// <summary>Providers find what links lead to.</summary>
    public void IsReachableAt(string address) => host.Services.GetRequiredService<IConfiguration>()["ImageGen:PublicUrl"] = address;

    public ReferenceReader References(VolcengineOptions? options = null) => new(Objects, Links, fit, Options.Create(options ?? new VolcengineOptions()));

    public void Dispose()
    {
        fit.Dispose();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
