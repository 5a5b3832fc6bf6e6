using System.Buffers;
using ImageGen.ObjectStorage;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Pictures;
using Microsoft.Extensions.Options;
using Microsoft.IO;

namespace ImageGen.Storage.Sources;

/// <summary>Takes pictures off the network: small ones into pooled blocks within a budget, large ones into a file.</summary>
internal sealed class PictureBuffers(IOptions<StorageOptions> options)
{
    private const int BlockSize = 64 << 10;

    private readonly RecyclableMemoryStreamManager memory = new(new RecyclableMemoryStreamManager.Options
    {
        BlockSize = BlockSize,
        MaximumSmallPoolFreeBytes = options.Value.BytesInFlight,
    });

    private readonly ByteBudget budget = new(options.Value.BytesInFlight);

    /// <param name="length">What the other side says; a longer body goes on into a file.</param>
    /// <exception cref="SourceException">The body is larger than a picture may be.</exception>
    public async Task<PictureBody> ReadAsync(Stream source, long? length, CancellationToken cancellationToken)
    {
        if (length > options.Value.LargestPicture)
            throw TooLarge();
        var inMemory = !(length > options.Value.LargestInMemory);
        var share = await budget.TakeAsync(inMemory ? length ?? options.Value.LargestInMemory : BlockSize, cancellationToken);
        Stream content = inMemory ? memory.GetStream() : TemporaryFile.Create();
        try
        {
            content = await FillAsync(content, source, inMemory ? length ?? options.Value.LargestInMemory : long.MaxValue, cancellationToken);
            content.Position = 0;
            return new PictureBody(content, share);
        }
        catch
        {
            await content.DisposeAsync();
            share.Dispose();
            throw;
        }
    }

    private async Task<Stream> FillAsync(Stream content, Stream source, long memoryLimit, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (await source.ReadAsync(block, cancellationToken) is var read and > 0)
            {
                if (content.Length + read > options.Value.LargestPicture)
                    throw TooLarge();
                if (content.Length + read > memoryLimit && content is RecyclableMemoryStream)
                    content = await MoveToFileAsync(content, cancellationToken);
                await content.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
            return content;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async Task<Stream> MoveToFileAsync(Stream content, CancellationToken cancellationToken)
    {
        var file = TemporaryFile.Create();
        try
        {
            content.Position = 0;
            await content.CopyToAsync(file, cancellationToken);
            await content.DisposeAsync();
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private SourceException TooLarge() =>
        new(CopyVerdict.TooLarge, $"The picture is larger than {options.Value.LargestPicture} bytes (Storage:LargestPicture).");
}
