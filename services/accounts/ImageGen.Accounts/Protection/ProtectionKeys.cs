using System.Globalization;
using System.Xml.Linq;
using ImageGen.Persistence;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ImageGen.Accounts.Protection;

/// <summary>
/// Keeps the keys of data protection in the document store. The framework asks synchronously, once a day and at the start; one key counts
/// for each day on which it begins to, so that replicas that make one at the same moment agree on the first.
/// </summary>
internal sealed class ProtectionKeys(IDocuments<ProtectionKey> documents, TimeProvider time) : IXmlRepository
{
    /// <summary>What a key protects lives minutes; clocks differ less than this.</summary>
    private static readonly long Grace = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var query = new PageQuery { OrderBy = ProtectionKey.CreatedAtField, Descending = false, Limit = 1000 };
        var page = documents.PageAsync(query, CancellationToken.None).GetAwaiter().GetResult();
        return [.. page.Items.Select(key => XElement.Parse(key.Body.Xml))];
    }

    /// <summary>Where there is one for this day already, that one is what the framework finds when it reads them again.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new ProtectionKey
        {
            Id = DateOf(element, "activationDate") is { } begin ? string.Create(CultureInfo.InvariantCulture, $"key_{begin:yyyyMMdd}") : friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
            CreatedAt = time.UnixMilliseconds(),
            ExpiresAt = DateOf(element, "expirationDate")?.ToUnixTimeMilliseconds() + Grace,
        };
        documents.InsertAsync(key, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <returns>How many were deleted that protect nothing any more.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        documents.DeleteOlderThanAsync(ProtectionKey.ExpiresAtField, time.UnixMilliseconds(), 1000, cancellationToken);

    private static DateTimeOffset? DateOf(XElement element, string name) => element.Element(name) is { } date ? (DateTimeOffset)date : null;
}
