namespace ImageGen.Volcengine.Simulator.Signing;

/// <summary>The parts of <c>HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c>.</summary>
internal sealed record AuthorizationHeader(
    string AccessKey, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Scheme = "HMAC-SHA256 ";

    /// <exception cref="GatewayException">The header has another form.</exception>
    public static AuthorizationHeader Parse(string value)
    {
        if (!value.StartsWith(Scheme, StringComparison.Ordinal))
            throw new GatewayException(GatewayError.InvalidAuthorization, "The Authorization header does not start with HMAC-SHA256.");

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in value[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
                throw new GatewayException(GatewayError.InvalidAuthorization, "The Authorization header cannot be read.");
        }

        var signature = parts.GetValueOrDefault("Signature");
        if (string.IsNullOrEmpty(signature))
            throw new GatewayException(GatewayError.MissingSignature, "The Authorization header has no Signature.");
        if (!parts.TryGetValue("Credential", out var credential) || !parts.TryGetValue("SignedHeaders", out var names))
            throw new GatewayException(GatewayError.InvalidAuthorization, "The Authorization header lacks Credential or SignedHeaders.");

        var scope = credential.Split('/');
        if (scope is not [{ Length: > 0 }, { Length: 8 }, _, _, "request"])
        {
            throw new GatewayException(
                GatewayError.InvalidCredential, "The Credential is not <access key>/<yyyymmdd>/<region>/<service>/request.");
        }

        return new AuthorizationHeader(scope[0], scope[1], scope[2], scope[3], ReadNames(names), signature);
    }

    private static string[] ReadNames(string names)
    {
        var list = names.Split(';');
        var sorted = list.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal);
        if (!list.SequenceEqual(sorted) || list.Any(name => name.Length == 0 || name.Any(char.IsAsciiLetterUpper)))
            throw new GatewayException(GatewayError.InvalidAuthorization, "SignedHeaders must be lower case, sorted and without repeats.");
        if (!list.Contains("host") || !list.Contains("x-date"))
            throw new GatewayException(GatewayError.InvalidAuthorization, "SignedHeaders must contain host and x-date.");
        return list;
    }
}
