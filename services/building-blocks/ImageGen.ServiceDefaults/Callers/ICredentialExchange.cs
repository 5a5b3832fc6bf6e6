using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Turns what a caller shows at the door into a token that services accept.</summary>
public interface ICredentialExchange
{
    /// <returns>Null where it is not, or no longer, good for anything.</returns>
    /// <exception cref="ProblemException">503: it can not be looked up at the moment.</exception>
    Task<string?> ExchangeAsync(Credential credential, CancellationToken cancellationToken);
}

/// <summary>What a caller has shown.</summary>
/// <param name="Secret">The value of the cookie, or the key.</param>
/// <param name="Address">Where it was shown from, of a key: it may be good for some addresses only.</param>
public sealed record Credential(CredentialKind Kind, string Secret, string? Address = null)
{
    /// <summary>How every key begins.</summary>
    public const string KeyPrefix = "ig_";

    /// <summary>Never the secret: this lands in logs.</summary>
    public override string ToString() => $"a {Kind}";
}

public enum CredentialKind
{
    Session,
    Key,
}

/// <summary>The cookie of a session.</summary>
public static class SessionCookie
{
    public const string Name = "imagegen_session";

    /// <summary>Over https: no other host, path or plain http page can set a cookie of this name.</summary>
    public const string SecureName = "__Host-imagegen_session";
}

/// <summary>How the door asks the service of accounts.</summary>
public static class ExchangeCall
{
    public const string Path = "/internal/v1/exchange";
}

/// <param name="Token">Null where the credential is good for nothing.</param>
public sealed record ExchangeAnswer(string? Token);
