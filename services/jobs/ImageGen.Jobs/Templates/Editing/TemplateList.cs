using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Templates.Editing;

/// <param name="Tag">Null: any, and none.</param>
internal sealed record TemplateFilter(string? Tag, WordQuery Words)
{
    /// <summary>The same for the same filter, 8 characters: a place in a list belongs to it.</summary>
    public string Fingerprint => Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { Words.Owner, Tag, Words.Text })).AsSpan(0, 6));

    public IEnumerable<FieldValue> Where()
    {
        yield return new(Template.OwnerField, Words.Owner);
        if (Tag is not null)
            yield return new(Template.TermsField, JobTerms.OfTag(Words.Owner, Tag));
        foreach (var piece in Words.Where(Template.TermsField))
            yield return piece;
    }

    /// <summary>Whether one that was found by its terms is meant.</summary>
    public bool Means(Template template) =>
        (Tag is null || template.Tags.Contains(Tag, StringComparer.Ordinal)) && Words.Means(JobTerms.WordsOf(Template.TextsOf(template)));
}

/// <summary>Pages of an owner's templates, newest first.</summary>
internal sealed class TemplateList(IDocuments<Template> templates)
{
    /// <summary>Bounds how much of what is found is not meant; behind it the caller asks on.</summary>
    private const int MostRounds = 8;

    public async Task<DocumentPage<Template>> PageAsync(TemplateFilter filter, int limit, PagePosition? after, CancellationToken cancellationToken)
    {
        var meant = new List<Stored<Template>>();
        for (var round = 1; ; round++)
        {
            var page = new PageQuery
            {
                OrderBy = Template.CreatedAtField,
                Where = [.. filter.Where()],
                After = after,
                Limit = limit - meant.Count,
            };
            var found = await templates.PageAsync(page, cancellationToken);
            meant.AddRange(found.Items.Where(item => filter.Means(item.Body)));
            if (found.Next is null || meant.Count == limit || round == MostRounds)
                return new DocumentPage<Template>(meant, found.Next);
            after = found.Next;
        }
    }

    /// <returns>All of an owner, by their names.</returns>
    public async Task<Dictionary<string, Stored<Template>>> AllAsync(string owner, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, Stored<Template>>(StringComparer.Ordinal);
        PagePosition? after = null;
        do
        {
            var page = await PageAsync(new TemplateFilter(Tag: null, new WordQuery(owner, text: null)), limit: 1000, after, cancellationToken);
            foreach (var item in page.Items)
                all[item.Body.Name] = item;
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
