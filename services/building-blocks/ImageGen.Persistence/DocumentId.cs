namespace ImageGen.Persistence;

/// <summary>Ids such as <c>job_06f2…</c>: a prefix and a UUIDv7 in 26 characters of Crockford's base 32, so they sort roughly by time.</summary>
public static class DocumentId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    /// <summary>A UUIDv7 begins with 48 bits of time.</summary>
    private const int TimeShift = 80;

    public static string New(string prefix, TimeProvider time) => prefix + Encode(Guid.CreateVersion7(time.GetUtcNow()));

    /// <returns>When an id was made, Unix milliseconds; null where it is no such id.</returns>
    public static long? TimeOf(string id)
    {
        var digits = id.AsSpan(id.LastIndexOf('_') + 1);
        if (digits.Length != Length)
            return null;
        UInt128 value = 0;
        foreach (var digit in digits)
        {
            if (Alphabet.IndexOf(digit) is var five && five < 0)
                return null;
            value = (value << 5) | (uint)five;
        }

        return (long)(value >> TimeShift);
    }

    internal static string Encode(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return string.Create(Length, value, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5)
            {
                text[i] = Alphabet[(int)(rest & 31)];
            }
        });
    }
}
