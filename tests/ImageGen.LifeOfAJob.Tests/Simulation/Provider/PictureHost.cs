using System.Buffers.Binary;
using System.Net;
using System.Text;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>Where the provider's links lead.</summary>
internal sealed class PictureHost(Life life)
{
    public const string Name = "pictures.example";

    /// <summary>How long a link works, in milliseconds.</summary>
    public const long KeepsPictures = 24 * 3_600_000;

    private const string Links = $"https://{Name}/";

    /// <summary>More than anybody takes; only said, not sent.</summary>
    private const long Enormous = 1L << 40;

    public static string LinkTo(LedgerEntry entry, int position) => $"{Links}{entry.Number}/{position}/{entry.LinkGeneration}";

    /// <summary>Whoever follows the link gets the picture, if nothing is wrong on the way.</summary>
    public bool IsReadable(string url)
    {
        var (entry, _, generation) = Of(new Uri(url));
        return life.Clock.Now <= entry.DoneAt + KeepsPictures && generation >= entry.LinkGeneration;
    }

    /// <exception cref="HttpRequestException">Nobody is there.</exception>
    public HttpResponseMessage Answer(SimulatedProcess to, Uri url)
    {
        var (entry, position, generation) = Of(url);
        switch (life.FaultOfPicture(to))
        {
            case Manner.Away or Manner.Cut:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "nobody is there");
            case Manner.Failing or Manner.Throttled:
                return new HttpResponseMessage(HttpStatusCode.BadGateway);
            case Manner.Forbidden or Manner.Refused or Manner.NotPermitted:
                return new HttpResponseMessage(HttpStatusCode.Forbidden);
            case Manner.Stale:
                return new HttpResponseMessage(life.Prng.Chance(0.5) ? HttpStatusCode.NotFound : HttpStatusCode.Gone);
            case Manner.Empty or Manner.PageAfter or Manner.PageBefore:
                return Content(Encoding.UTF8.GetBytes("<html>Please log in.</html>"), "text/html");
        }

        if (life.LinkExpires())
        {
            entry.LinkGeneration++;
            // Who answered with the pictures has no fresher links.
            if (entry.IsSynchronous)
                life.Witness.LinkEnded(entry);
        }

        if (life.Clock.Now > entry.DoneAt + KeepsPictures || generation < entry.LinkGeneration)
            return new HttpResponseMessage(HttpStatusCode.Forbidden);
        var answer = Content(Bytes(entry, position), "image/png");
        if (entry.Fate == TaskFate.TooLarge)
            answer.Content.Headers.ContentLength = Enormous;
        return answer;
    }

    /// <summary>A whole PNG that says whose it is; a spoilt one lacks its end.</summary>
    public static byte[] Bytes(LedgerEntry entry, int position)
    {
        var whole = Png($"{entry.Part}/{position}");
        return entry.Fate == TaskFate.Spoilt ? whole[..^12] : whole;
    }

    /// <summary>Whether these bytes are this picture, whatever was written into them beside it.</summary>
    public static bool IsOf(ReadOnlySpan<byte> bytes, LedgerEntry entry, int position) =>
        bytes.IndexOf(Encoding.ASCII.GetBytes($"\0{entry.Part}/{position}\0")) >= 0;

    public static byte[] Png(string mark)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Chunk(png, "IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        Chunk(png, "tEXt"u8, Encoding.ASCII.GetBytes($"mark\0{mark}\0"));
        Chunk(png, "IDAT"u8, [0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1]);
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        byte[] summed = [.. type, .. data];
        png.Write(summed);
        BinaryPrimitives.WriteUInt32BigEndian(number, CheckSum(summed));
        png.Write(number);
    }

    /// <summary>CRC-32, as PNG has it.</summary>
    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }

        return ~sum;
    }

    private static HttpResponseMessage Content(byte[] bytes, string type) => new(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } },
    };

    private (LedgerEntry Entry, int Position, int Generation) Of(Uri url)
    {
        var parts = url.AbsolutePath.Split('/');
        return (life.Provider.Ledger[int.Parse(parts[1]) - 1], int.Parse(parts[2]), int.Parse(parts[3]));
    }
}
