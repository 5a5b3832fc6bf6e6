using System.Text;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>A body that is read as UTF-8, and says so where it is not: older tools of Windows send what a Chinese console writes.</summary>
internal sealed class Utf8Body(Stream body) : CheckedBody(body)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Decoder decoder = Strict.GetDecoder();
    private readonly char[] scratch = new char[1024];
    private long read;

    protected override void Check(ReadOnlySpan<byte> bytes, bool isEnd)
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
