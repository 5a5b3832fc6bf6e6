using System.Text;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>A body that is read as UTF-8, and says so where it is not: older tools of Windows send what a Chinese console writes.</summary>
internal sealed class Utf8Body(Stream body) : Stream
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Decoder decoder = Strict.GetDecoder();
    private readonly char[] scratch = new char[1024];
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        if (buffer.Length > 0)
            Check(buffer.Span[..count], isEnd: count == 0);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Check(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        try
        {
            do
            {
                decoder.Convert(bytes, scratch, isEnd, out var used, out _, out _);
                bytes = bytes[used..];
                read += used;
            }
            while (bytes.Length > 0);
        }
        catch (DecoderFallbackException)
        {
            throw new ProblemException(400, "not_utf8", FormattableString.Invariant($"The body is not UTF-8 (behind byte {read}). Send JSON in UTF-8, not in GBK or another character set."));
        }
    }
}
