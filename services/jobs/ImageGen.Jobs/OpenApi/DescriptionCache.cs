using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>The API's description, made once: it is the same for everybody, and costs what a hundred other answers do.</summary>
internal sealed class DescriptionCache(IOpenApiDocumentProvider provider)
{
    private readonly Lazy<Task<byte[]>> json = new(async () =>
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var buffer = new MemoryStream();
        await document.SerializeAsJsonAsync(buffer, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return buffer.ToArray();
    });

    public Task<byte[]> JsonAsync() => json.Value;
}
