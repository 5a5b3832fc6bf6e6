using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Volcengine.Simulator.Signing;

/// <summary>
/// Holds a request against its signature, as the provider's gateway does. Written from the provider's description and shares nothing
/// with the platform's own signer: it is the check on it.
/// </summary>
internal sealed class SignatureCheck(SimulatorOptions options, TimeProvider time)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The access key that signed the request.</summary>
    /// <param name="service">Which service the credential must be scoped to.</param>
    /// <exception cref="GatewayException">The request is not signed, or not rightly.</exception>
    public string Verify(ReceivedRequest request, string service)
    {
        var header = request.Headers("authorization");
        if (string.IsNullOrEmpty(header))
            throw new GatewayException(GatewayError.MissingAuthenticationToken, "The request has no Authorization header.");
        var authorization = AuthorizationHeader.Parse(header);
        var date = request.Headers("x-date")
            ?? throw new GatewayException(GatewayError.MissingParameter, "The request has no X-Date header.");

        CheckScope(authorization, service);
        if (!options.Credentials.TryGetValue(authorization.AccessKey, out var secret))
            throw new GatewayException(GatewayError.InvalidAccessKey, "The access key is not known.");
        CheckClock(date, authorization);
        CheckBody(request, authorization);

        var canonical = CanonicalRequest.Build(request, authorization.SignedHeaders)
            ?? throw new GatewayException(GatewayError.SignatureDoesNotMatch, "A header that was signed was not sent.");
        var expected = Sign(secret, date, authorization, canonical);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(authorization.Signature)))
        {
            throw new GatewayException(
                GatewayError.SignatureDoesNotMatch, "The signature is not that of the request received. Check the secret key.");
        }

        return authorization.AccessKey;
    }

    private void CheckScope(AuthorizationHeader authorization, string service)
    {
        if (authorization.Region != options.Region || authorization.Service != service)
        {
            throw new GatewayException(
                GatewayError.InvalidCredential, $"The Credential must be scoped to {options.Region}/{service}.");
        }
    }

    private void CheckClock(string date, AuthorizationHeader authorization)
    {
        if (!DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
            throw new GatewayException(GatewayError.InvalidTimestamp, "X-Date is not yyyyMMddTHHmmssZ.");
        if (!date.StartsWith(authorization.Date, StringComparison.Ordinal))
            throw new GatewayException(GatewayError.InvalidCredential, "The Credential's date is not X-Date's.");
        var age = time.GetUtcNow() - signedAt;
        if (age > options.SignatureLife || -age > options.FutureTolerance)
            throw new GatewayException(GatewayError.InvalidTimestamp, "X-Date is too far from the server's time.");
    }

    private static void CheckBody(ReceivedRequest request, AuthorizationHeader authorization)
    {
        if (request.Headers("x-content-sha256") is { } hash && !hash.Trim().Equals(request.BodySha256, StringComparison.Ordinal))
            throw new GatewayException(GatewayError.SignatureDoesNotMatch, "X-Content-Sha256 is not the hash of the body received.");
        if (request.Headers("x-security-token") is not null && !authorization.SignedHeaders.Contains("x-security-token"))
            throw new GatewayException(GatewayError.InvalidAuthorization, "X-Security-Token must be signed.");
    }

    private static string Sign(string secret, string date, AuthorizationHeader authorization, string canonical)
    {
        var scope = $"{authorization.Date}/{authorization.Region}/{authorization.Service}/request";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var key = Encoding.UTF8.GetBytes(secret);
        foreach (var part in (ReadOnlySpan<string>)[authorization.Date, authorization.Region, authorization.Service, "request"])
            key = Hmac(key, part);
        return Convert.ToHexStringLower(Hmac(key, $"HMAC-SHA256\n{date}\n{scope}\n{hash}"));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
