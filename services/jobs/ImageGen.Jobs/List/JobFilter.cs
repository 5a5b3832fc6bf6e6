using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Texts;
using ImageGen.Persistence;

namespace ImageGen.Jobs.List;

/// <summary>Which jobs a list shows. All that is said must hold.</summary>
internal sealed record JobFilter
{
    private WordQuery? words;

    public required string Owner
    {
        get;
        init => (field, words) = (value, null);
    }

    public bool Deleted { get; init; }

    public JobStatus? Status { get; init; }

    public string? Model { get; init; }

    public string? Tag { get; init; }

    public bool? Favorite { get; init; }

    public string? Batch { get; init; }

    /// <summary>As it was asked for.</summary>
    public string? Text
    {
        get;
        init => (field, words) = (value, null);
    }

    /// <summary>Unix milliseconds, inclusive.</summary>
    public long? From { get; init; }

    /// <summary>Unix milliseconds, inclusive.</summary>
    public long? To { get; init; }

    /// <summary>The same for the same filter, in Base64Url: a place in a list belongs to it.</summary>
    public string Fingerprint => Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new object?[] { Owner, Deleted, Status, Model, Tag, Favorite, Batch, Text, From, To })).AsSpan(0, 6));

    private WordQuery Words => words ??= new WordQuery(Owner, Text);

    public PageQuery Page(int limit, PagePosition? after) => new()
    {
        OrderBy = JobFields.CreatedAt,
        Where = [.. Where()],
        From = From,
        To = To,
        After = after,
        Limit = limit,
    };

    /// <summary>Whether a job that was found by its terms is meant.</summary>
    public bool Means(Job job) =>
        (Tag is null || job.Tags.Contains(Tag, StringComparer.Ordinal)) && IsOfBatch(job) && Speaks(JobTerms.WordsOf(job));

    public bool IsOfBatch(Job job) => Batch is null || job.Batch == Batch;

    /// <summary>Whether all that is looked for is among these.</summary>
    public bool Speaks(IEnumerable<SearchWord> of) => Words.Means(of);

    private IEnumerable<FieldValue> Where()
    {
        yield return new(JobFields.Owner, Owner);
        yield return new(JobFields.Trashed, Deleted ? 1L : null);
        if (Favorite is { } favorite)
            yield return new(JobFields.Favorite, favorite ? 1L : null);
        if (Tag is not null)
            yield return new(JobFields.Terms, JobTerms.OfTag(Owner, Tag));
        foreach (var value in WhereJob())
            yield return value;
    }

    /// <summary>What is asked of a job, also where its pictures are listed.</summary>
    public IEnumerable<FieldValue> WhereJob()
    {
        if (Status is { } status)
            yield return new(JobFields.Status, JobFields.NameOf(status));
        if (Model is not null)
            yield return new(JobFields.Model, Model);
        if (Batch is not null)
            yield return new(JobFields.Terms, JobTerms.OfBatch(Batch));
        foreach (var piece in Words.Where(JobFields.Terms))
            yield return piece;
    }
}
