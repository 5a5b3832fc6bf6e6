using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Signing;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>The check held against requests that the official signers made.</summary>
public sealed class SignatureTests
{
    private static readonly JsonArray Vectors =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "signing-vectors.json")))!["vectors"]!.AsArray();

    public static TheoryData<string, string> EveryVector()
    {
        var data = new TheoryData<string, string>();
        foreach (var vector in Vectors)
        {
            data.Add(vector!["name"]!.GetValue<string>(), "expectedProfileA");
            data.Add(vector["name"]!.GetValue<string>(), "expectedProfileB");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryVector))]
    public void A_request_that_an_official_signer_signed_is_accepted(string name, string profile)
    {
        var sent = Sent.Of(name, profile);

        Assert.Equal("AKLTexampleExampleExample0000000001", sent.Verify());
    }

    [Theory]
    [MemberData(nameof(EveryVector))]
    public void The_canonical_request_is_the_official_one(string name, string profile)
    {
        var sent = Sent.Of(name, profile);
        var signed = AuthorizationHeader.Parse(sent.Headers["authorization"]).SignedHeaders;

        Assert.Equal(sent.Expected["canonicalRequest"]!.GetValue<string>(), CanonicalRequest.Build(sent.Request, signed));
    }

    [Theory]
    [InlineData("body")]
    [InlineData("query")]
    [InlineData("host")]
    [InlineData("method")]
    [InlineData("path")]
    [InlineData("secret")]
    [InlineData("x-content-sha256")]
    [InlineData("x-date")]
    [InlineData("signature")]
    public void A_changed_byte_is_a_signature_that_does_not_match(string what)
    {
        var sent = Sent.Of("post-json-basic", "expectedProfileA");
        switch (what)
        {
            case "body": sent.Body = sent.Body.Replace("a cat", "a hat", StringComparison.Ordinal); break;
            case "query": sent.Query = sent.Query.Replace("2022-08-31", "2022-08-30", StringComparison.Ordinal); break;
            case "method": sent.Method = "PUT"; break;
            case "path": sent.Path = "/x"; break;
            case "secret": sent.Secret += "x"; break;
            case "host": sent.Headers["host"] = "visual.volcengineapi.co"; break;
            case "x-content-sha256": sent.Headers["x-content-sha256"] = new string('0', 64); break;
            case "x-date": sent.Headers["x-date"] = "20260102T030406Z"; break;
            default: sent.Headers["authorization"] = sent.Headers["authorization"][..^1] + "0"; break;
        }

        Assert.Equal("SignatureDoesNotMatch", sent.Refusal());
    }

    [Fact]
    public void A_signed_header_that_was_not_sent_does_not_match()
    {
        var sent = Sent.Of("post-json-basic", "expectedProfileB");
        sent.Headers.Remove("content-type");

        Assert.Equal("SignatureDoesNotMatch", sent.Refusal());
    }

    [Theory]
    [InlineData(900, null)]
    [InlineData(901, "InvalidTimestamp")]
    [InlineData(-30, null)]
    [InlineData(-31, "InvalidTimestamp")]
    public void A_signature_is_good_for_fifteen_minutes_and_hardly_ahead_of_time(int ageSeconds, string? refusal)
    {
        var sent = Sent.Of("post-json-basic", "expectedProfileA");
        sent.Now = sent.Now.AddSeconds(ageSeconds);

        Assert.Equal(refusal, sent.Refusal());
    }

    [Theory]
    [InlineData(null, "MissingAuthenticationToken")]
    [InlineData("Bearer abc", "InvalidAuthorization")]
    [InlineData("HMAC-SHA256 nonsense", "InvalidAuthorization")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/request, SignedHeaders=host;x-date", "MissingSignature")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/request, Signature=00", "InvalidAuthorization")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/request, SignedHeaders=host, Signature=00", "InvalidAuthorization")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/request, SignedHeaders=x-date, Signature=00", "InvalidAuthorization")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/request, SignedHeaders=x-date;host, Signature=00", "InvalidAuthorization")]
    [InlineData(
        "HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/aws4_request, SignedHeaders=host;x-date, Signature=00", "InvalidCredential")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-beijing/cv/request, SignedHeaders=host;x-date, Signature=00", "InvalidCredential")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/iam/request, SignedHeaders=host;x-date, Signature=00", "InvalidCredential")]
    [InlineData("HMAC-SHA256 Credential=A/20260102/cn-north-1/cv/request, SignedHeaders=host;x-date, Signature=00", "InvalidAccessKey")]
    public void A_header_of_another_form_is_refused_with_its_code(string? header, string code)
    {
        var sent = Sent.Of("post-json-basic", "expectedProfileA");
        sent.Headers.Remove("authorization");
        if (header is not null)
            sent.Headers["authorization"] = header;

        Assert.Equal(code, sent.Refusal());
    }

    [Theory]
    [InlineData(null, "MissingParameter")]
    [InlineData("2026-01-02T03:04:05Z", "InvalidTimestamp")]
    [InlineData("20260103T030405Z", "InvalidCredential")]
    public void A_date_that_is_missing_or_another_is_refused(string? date, string code)
    {
        var sent = Sent.Of("post-json-basic", "expectedProfileA");
        sent.Headers.Remove("x-date");
        if (date is not null)
            sent.Headers["x-date"] = date;

        Assert.Equal(code, sent.Refusal());
    }

    [Fact]
    public void A_session_token_must_be_signed()
    {
        var sent = Sent.Of("post-json-basic", "expectedProfileA");
        sent.Headers["x-security-token"] = "token";

        Assert.Equal("InvalidAuthorization", sent.Refusal());
    }

    /// <summary>A vector as a request that was received.</summary>
    private sealed class Sent
    {
        private string _service = "";
        private string _region = "";

        public required JsonNode Expected { get; init; }

        public required string Method { get; set; }

        public required string Path { get; set; }

        public required string Query { get; set; }

        public required string Body { get; set; }

        public required string Secret { get; set; }

        public required Dictionary<string, string> Headers { get; init; }

        public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public ReceivedRequest Request => new(
            Method, Path, Query, name => Headers.GetValueOrDefault(name), Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes(Body))));

        public static Sent Of(string name, string profile)
        {
            var vector = Vectors.Single(v => v!["name"]!.GetValue<string>() == name)!;
            var (input, expected) = (vector["input"]!, vector[profile]!);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (header, value) in input["headers"]!.AsObject())
                headers[header] = value!.GetValue<string>();
            headers["x-date"] = input["timestamp"]!.GetValue<string>();
            headers["authorization"] = expected["authorization"]!.GetValue<string>();
            if (input["sessionToken"]?.GetValue<string>() is { } token)
                headers["x-security-token"] = token;
            var hash = expected["xContentSha256"] ?? expected["headersAdded"]?["X-Content-Sha256"];
            if (hash is not null)
                headers["x-content-sha256"] = hash.GetValue<string>();
            return new Sent
            {
                Expected = expected,
                Method = input["method"]!.GetValue<string>(),
                Path = input["path"]!.GetValue<string>(),
                Query = string.Join(
                    '&', input["query"]!.AsObject().Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!.GetValue<string>())}")),
                Body = input["body"]?.GetValue<string>() ?? "",
                Secret = input["secretAccessKey"]!.GetValue<string>(),
                Headers = headers,
                _service = input["service"]!.GetValue<string>(),
                _region = input["region"]!.GetValue<string>(),
            };
        }

        public string Verify()
        {
            var options = new SimulatorOptions
            {
                Region = _region,
                Service = _service,
                Credentials = { ["AKLTexampleExampleExample0000000001"] = Secret },
            };
            return new SignatureCheck(options, new FakeTimeProvider(Now)).Verify(Request, _service);
        }

        public string? Refusal()
        {
            try
            {
                Verify();
                return null;
            }
            catch (GatewayException refusal)
            {
                return refusal.Error.Code;
            }
        }
    }
}
