using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Storage.Images;

/// <param name="From">First byte.</param>
/// <param name="To">Last byte, inclusive.</param>
internal sealed record AskedRange(long From, long To)
{
    public bool IsSatisfiable => From <= To;
}

/// <summary>Reads the conditions of a request (RFC 9110, sections 13 and 14).</summary>
internal static class ByteRanges
{
    /// <summary>Whether the caller has these very bytes already.</summary>
    public static bool IsKnown(HttpRequest request, string etag)
    {
        var tag = new EntityTagHeaderValue(etag);
        return request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known
            && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
    }

    /// <returns>Null where the whole is to be sent; that is also the answer to several ranges at once and to what can not be read.</returns>
    public static AskedRange? Of(HttpRequest request, string etag, long length)
    {
        var headers = request.GetTypedHeaders();
        if (headers.Range is not { Unit.Value: "bytes", Ranges.Count: 1 } range || !StillHolds(headers, etag))
            return null;
        var only = range.Ranges.Single();
        return only switch
        {
            { From: { } from } => new AskedRange(from, from >= length ? from - 1 : Math.Min(only.To ?? long.MaxValue, length - 1)),
            { To: { } last } => last == 0 ? new AskedRange(length, length - 1) : new AskedRange(Math.Max(0, length - last), length - 1),
            _ => null,
        };
    }

    private static bool StillHolds(RequestHeaders headers, string etag) =>
        headers.IfRange is not { } condition || (condition.EntityTag?.Compare(new EntityTagHeaderValue(etag), useStrongComparison: true) ?? false);
}
