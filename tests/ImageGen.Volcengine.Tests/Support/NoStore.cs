using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Links;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>For calls that have no input pictures.</summary>
internal sealed class NoStore : IObjectStore
{
    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken) => throw Touched();

    public Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken) => throw Touched();

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) => throw Touched();

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw Touched();

    public IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken) => throw Touched();

    public Task CheckAsync(CancellationToken cancellationToken) => throw Touched();

    public static ReferenceReader References(VolcengineOptions options) =>
        new(new NoStore(), new ObjectLinks(new NoStore(), new ConfigurationBuilder().Build(), TimeProvider.System), new InputFit(), Options.Create(options));

    private static InvalidOperationException Touched() => new("Nothing is read from the store.");
}
