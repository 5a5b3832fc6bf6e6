namespace ImageGen.Volcengine.Wire.Signing;

/// <summary>The one text of a query that is both sent and signed.</summary>
internal static class CanonicalQuery
{
    /// <summary>
    /// RFC 3986, sorted by name in ordinal order. Equal names keep their order, as in the provider's Python and Go signers (its
    /// Node signer sorts their values), so never send any.
    /// </summary>
    public static string Of(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
}
