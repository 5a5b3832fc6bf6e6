using System.Buffers.Binary;
using System.Collections.Concurrent;
using ImageGen.ObjectStorage;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>A store that makes the bytes of its objects up, so that there can be any number of them, and that fails as it is told to.</summary>
internal sealed class PictureShelf : IObjectStore
{
    private readonly ConcurrentDictionary<string, Trouble> troubles = new();
    private int opened;

    /// <summary>Of each object, bytes.</summary>
    public int Length { get; set; } = 1000;

    public int Opened => opened;

    public bool IsDown { get; set; }

    /// <param name="key">Of an object.</param>
    public void Make(string key, Trouble trouble) => troubles[key] = trouble;

    public byte[] BytesOf(string key)
    {
        var bytes = new byte[Length];
        Fill(key, bytes, 0);
        return bytes;
    }

    public Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref opened);
        var trouble = troubles.GetValueOrDefault(key) ?? new Trouble();
        if (IsDown || trouble.Refuses)
            throw new IOException("The store does not give it.");
        if (trouble.IsMissing)
            return Task.FromResult<ObjectContent?>(null);
        if (range is not null)
            trouble.BreaksLeft--;
        return Task.FromResult<ObjectContent?>(new ObjectContent(new ObjectInfo(key, Length, "image/png"), new MadeUp(this, key, range?.From ?? 0, trouble)));
    }

    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Each eight bytes say where they are, and in which object.</summary>
    private static void Fill(string key, Span<byte> bytes, long from)
    {
        var name = key.GetHashCode(StringComparison.Ordinal);
        Span<byte> eight = stackalloc byte[8];
        for (var i = 0; i < bytes.Length;)
        {
            BinaryPrimitives.WriteInt64BigEndian(eight, ((from + i) / 8 * 31) ^ name);
            var part = eight[(int)((from + i) % 8)..];
            part = part[..Math.Min(part.Length, bytes.Length - i)];
            part.CopyTo(bytes[i..]);
            i += part.Length;
        }
    }

    /// <summary>What is wrong with an object.</summary>
    internal sealed class Trouble
    {
        public bool IsMissing { get; init; }

        public bool Refuses { get; init; }

        /// <summary>It gives other bytes than were stored.</summary>
        public bool IsRotten { get; init; }

        /// <summary>So many times it breaks off in the middle.</summary>
        public int BreaksLeft { get; set; }
    }

    private sealed class MadeUp(PictureShelf shelf, string key, long from, Trouble trouble) : Stream
    {
        private readonly long breaksAt = trouble.BreaksLeft > 0 ? from + ((shelf.Length - from) / 2) : long.MaxValue;
        private long position = from;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (position >= breaksAt)
                throw new IOException("The connection was reset.");
            var count = (int)Math.Min(buffer.Length, Math.Min(shelf.Length, breaksAt) - position);
            Fill(key, buffer.Span[..count], position);
            if (trouble.IsRotten && count > 0)
                buffer.Span[0] ^= 1;
            position += count;
            return ValueTask.FromResult(count);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
