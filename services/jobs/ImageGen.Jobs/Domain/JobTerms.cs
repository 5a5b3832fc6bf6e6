using System.IO.Hashing;
using System.Text;
using ImageGen.Jobs.Texts;

namespace ImageGen.Jobs.Domain;

/// <summary>
/// By what a job is found besides its fields: its tags and those of its pictures, and the pieces of titles and prompt, each as a number that
/// belongs to its owner; and its batch. Two may share a number, so whoever finds a job by one looks at the job itself as well.
/// </summary>
/// <remarks>Stored with each job: whoever computes them in another way needs another field for them.</remarks>
internal static class JobTerms
{
    /// <summary>So many characters of a prompt are searched.</summary>
    public const int Searched = 500;

    public static IEnumerable<long> Of(Job job) => job.Tags.Select(tag => OfTag(job.Owner, tag))
        .Concat(job.Pictures.SelectMany(picture => picture.Tags).Distinct().Select(tag => OfPictureTag(job.Owner, tag)))
        .Concat(WordsOf(job).Concat(job.Pictures.SelectMany(WordsOf)).SelectMany(word => word.Indexed()).Distinct().Select(piece => OfPiece(job.Owner, piece)))
        .Concat(job.Batch is { } batch ? [OfBatch(batch)] : []);

    /// <summary>Of anything else that has tags and texts.</summary>
    public static IEnumerable<long> Of(string owner, IEnumerable<string> tags, IEnumerable<string?> texts) =>
        tags.Select(tag => OfTag(owner, tag)).Concat(WordsOf(texts).SelectMany(word => word.Indexed()).Distinct().Select(piece => OfPiece(owner, piece)));

    public static IEnumerable<SearchWord> WordsOf(IEnumerable<string?> texts) => texts.SelectMany(WordsOf);

    public static IEnumerable<SearchWord> WordsOf(Job job) => WordsOf(job.Title).Concat(WordsOf(job.WrittenPrompt ?? job.Request.Prompt));

    /// <summary>Besides those of its job.</summary>
    public static IEnumerable<SearchWord> WordsOf(JobPicture picture) => WordsOf(picture.Title);

    public static long OfTag(string owner, string tag) => Number(owner, "tag", tag);

    public static long OfPictureTag(string owner, string tag) => Number(owner, "picture-tag", tag);

    public static long OfPiece(string owner, string piece) => Number(owner, "text", piece);

    /// <summary>Of no owner: who sees one job of a batch need not see all.</summary>
    public static long OfBatch(string id) => Number("", "batch", id);

    /// <summary>Of no owner: a picture may be built on by whoever sees it.</summary>
    public static long OfInput(string imageId) => Number("", "input", imageId);

    private static IEnumerable<SearchWord> WordsOf(string? text) => SearchText.WordsOf(Beginning(text ?? ""));

    private static string Beginning(string text) => text.Length <= Searched ? text : string.Concat(text.EnumerateRunes().Take(Searched));

    /// <returns>48 bits: short as a key, and wide enough to be shared seldom.</returns>
    private static long Number(string owner, string kind, string text) =>
        (long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{owner}\n{kind}\n{text}")) >> 16);
}
