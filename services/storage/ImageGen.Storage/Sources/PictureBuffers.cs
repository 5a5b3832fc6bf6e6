using System.Buffers;
using ImageGen.ObjectStorage;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Formats;
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
    /// <exception cref="SourceException">The body is larger than a picture may be, or our own disk does not take it.</exception>
    public async Task<PictureBody> ReadAsync(Stream source, long? length, CancellationToken cancellationToken)
    {
        if (length > options.Value.LargestPicture)
            throw TooLarge();
        var inMemory = length is null || length <= options.Value.LargestInMemory;
        var expected = length ?? options.Value.LargestInMemory;
        var share = await budget.TakeAsync(inMemory ? expected : BlockSize, cancellationToken);
        try
        {
            return new PictureBody(await FillAsync(source, inMemory ? expected : 0, cancellationToken), share);
        }
        catch
        {
            share.Dispose();
            throw;
        }
    }

    private async Task<Stream> FillAsync(Stream source, long memoryLimit, CancellationToken cancellationToken)
    {
        Stream content = memory.GetStream();
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            while (await source.ReadAsync(block, cancellationToken) is var read and > 0)
            {
                if (content.Length + read > options.Value.LargestPicture)
                    throw TooLarge();
                try
                {
                    if (content.Length + read > memoryLimit && content is RecyclableMemoryStream)
                        content = await MoveToFileAsync(content, cancellationToken);
                    await content.WriteAsync(block.AsMemory(0, read), cancellationToken);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    throw new SourceException(CopyVerdict.StoreFailed, $"There is no room for a temporary file: {error.Message}", error);
                }
            }
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
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
        new(CopyVerdict.TooLarge, $"The picture is larger than {options.Value.LargestPicture} bytes (STORAGE_LARGEST_PICTURE).");
}
