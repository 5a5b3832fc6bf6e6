using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Jobs.Texts;

namespace ImageGen.Jobs.Domain;

/// <summary>
/// By what a job is found besides its fields: its tags, and the pieces of its title and prompt, each as a number that belongs to its
/// owner. Two may share a number, so whoever finds a job by one looks at the job itself as well.
/// </summary>
/// <remarks>Stored with each job: whoever computes them in another way needs another field for them.</remarks>
internal static class JobTerms
{
    /// <summary>So many characters of a prompt are searched.</summary>
    public const int Searched = 500;

    public static IEnumerable<long> Of(Job job) => job.Tags.Select(tag => OfTag(job.Owner, tag))
        .Concat(WordsOf(job).SelectMany(word => word.Indexed()).Distinct().Select(piece => OfPiece(job.Owner, piece)));

    public static IEnumerable<SearchWord> WordsOf(Job job) =>
        new[] { job.Title, job.WrittenPrompt ?? job.Request.Prompt }.OfType<string>().SelectMany(text => SearchText.WordsOf(Beginning(text)));

    public static long OfTag(string owner, string tag) => Number(owner, "tag", tag);

    public static long OfPiece(string owner, string piece) => Number(owner, "text", piece);

    private static string Beginning(string text) => text.Length <= Searched ? text : string.Concat(text.EnumerateRunes().Take(Searched));

    /// <returns>48 bits: short as a key, and wide enough to be shared seldom.</returns>
    private static long Number(string owner, string kind, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{owner}\n{kind}\n{text}"), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) >>> 16;
    }
}
