using System.Buffers;
using System.Security.Cryptography;
using ImageGen.Jobs.Images;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Export;

/// <summary>Reads pictures out of the object store, and says whether they are what was stored. Where a stream breaks off it goes on at that place.</summary>
internal sealed partial class Originals(IObjectStore objects, ILogger<Originals> logger)
{
    private const int BlockSize = 64 << 10;

    /// <summary>Of one picture, for whatever reason.</summary>
    private const int MostTries = 4;

    /// <param name="open">Opens what the bytes are written to; not called where there are none. It is closed here.</param>
    /// <returns>What is wrong with the picture; null where every byte is there and right.</returns>
    public async Task<PictureFault?> CopyAsync(FoundImage found, Func<Task<Stream>> open, CancellationToken cancellationToken)
    {
        var key = PictureKeys.Original(found.Id, found.Picture.ContentType!);
        var tries = new Tries();
        var (content, fault) = await OpenAsync(key, from: 0, tries, cancellationToken);
        if (content is null)
            return fault;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var target = await open())
        {
            for (long done = 0; content is not null;)
            {
                await using (content)
                    done += await CopyAsync(content, target, hash, cancellationToken);
                if (done >= content.Info.Length)
                    break;
                (content, _) = await OpenAsync(key, done, tries, cancellationToken);
            }
        }

        var isRight = found.Picture.Sha256 is not { } expected || Convert.ToHexStringLower(hash.GetHashAndReset()) == expected;
        return isRight && content is not null ? null : PictureFault.Damaged;
    }

    /// <returns>How many bytes came before the end, or before the store gave no more.</returns>
    private async Task<long> CopyAsync(ObjectContent content, Stream target, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            for (long done = 0; ;)
            {
                var read = await ReadAsync(content, block, cancellationToken);
                if (read == 0)
                    return done;
                hash.AppendData(block, 0, read);
                await target.WriteAsync(block.AsMemory(0, read), cancellationToken);
                done += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private async Task<int> ReadAsync(ObjectContent content, byte[] block, CancellationToken cancellationToken)
    {
        try
        {
            return await content.Stream.ReadAsync(block, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(content.Info.Key, error.Message);
            return 0;
        }
    }

    private async Task<(ObjectContent? Content, PictureFault? Fault)> OpenAsync(string key, long from, Tries tries, CancellationToken cancellationToken)
    {
        while (tries.Count++ < MostTries)
        {
            try
            {
                var content = await objects.OpenAsync(key, from == 0 ? null : new ObjectRange(from, To: null), cancellationToken);
                return content is null ? (null, PictureFault.Missing) : (content, null);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(key, error.Message);
            }
        }

        return (null, PictureFault.Unavailable);
    }

    [LoggerMessage(LogLevel.Warning, "{Key} could not be read for an export: {Reason}")]
    private partial void LogFailed(string key, string reason);

    private sealed class Tries
    {
        public int Count { get; set; }
    }
}
