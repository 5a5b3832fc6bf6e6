using System.Text;

namespace ImageGen.Volcengine.Wire.Signing;

/// <summary>The parts of a request that are signed, exactly as they will be sent.</summary>
internal sealed class SignedRequest
{
    private readonly SortedDictionary<string, string> headers = new(StringComparer.Ordinal);
    private readonly string method;
    private readonly string path;
    private readonly string query;
    private readonly string contentHash;

    /// <param name="path">Escaped, <c>/</c> at least.</param>
    /// <param name="query">From <see cref="CanonicalQuery"/>.</param>
    /// <param name="date">From <see cref="RequestSigner.Date"/>.</param>
    /// <param name="contentHash">From <see cref="RequestSigner.Hash"/>; of no bytes where there is no body.</param>
    /// <param name="headers">
    /// The headers to sign, in any order. Values are trimmed as the provider's document says; runs of blanks inside stay (its Node
    /// signer folds them, its Python signer does not even trim), so never send any.
    /// </param>
    public SignedRequest(
        string method, string path, string query, string date, string contentHash, IEnumerable<KeyValuePair<string, string>> headers)
    {
        (this.method, this.path, this.query, Date, this.contentHash) = (method, path, query, date, contentHash);
        foreach (var (name, value) in headers)
            this.headers.Add(name.ToLowerInvariant(), value.Trim());
    }

    public string Date { get; }

    public string HeaderNames => string.Join(';', headers.Keys);

    public string Canonical()
    {
        var text = new StringBuilder().Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in headers)
            text.Append(name).Append(':').Append(value).Append('\n');
        return text.Append('\n').Append(HeaderNames).Append('\n').Append(contentHash).ToString();
    }
}
