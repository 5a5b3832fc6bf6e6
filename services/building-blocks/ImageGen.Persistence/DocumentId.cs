namespace ImageGen.Persistence;

/// <summary>Ids such as <c>job_06f2…</c>: a prefix and a UUIDv7 in 26 characters of Crockford's base 32, so they sort roughly by time.</summary>
public static class DocumentId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New(string prefix, TimeProvider time) => prefix + Encode(Guid.CreateVersion7(time.GetUtcNow()));

    internal static string Encode(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return string.Create(26, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5)
            {
                text[i] = Alphabet[(int)(rest & 31)];
            }
        });
    }
}
