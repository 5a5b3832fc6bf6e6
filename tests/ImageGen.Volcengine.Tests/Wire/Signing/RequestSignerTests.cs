using System.Text.Json.Nodes;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire.Signing;

namespace ImageGen.Volcengine.Tests.Wire.Signing;

public class RequestSignerTests
{
    public static TheoryData<string, char> Vectors { get; } =
        [.. SigningVectors.Names.SelectMany(name => new TheoryDataRow<string, char>[] { new(name, 'A'), new(name, 'B') })];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Signs_as_the_providers_own_signers_do(string name, char profile)
    {
        var vector = SigningVectors.Get(name);
        var input = vector["input"]!;
        var expected = vector["expectedProfile" + profile]!;
        var request = Request(input, profile);
        var scope = new SigningScope(Text(input, "region")!, Text(input, "service")!);
        var credential = new KeyPair(Text(input, "accessKeyId")!, Text(input, "secretAccessKey")!, Text(input, "sessionToken"));

        Assert.Equal(Text(expected, "canonicalRequest"), request.Canonical());
        Assert.Equal(Text(expected, "stringToSign"), RequestSigner.StringToSign(scope, request));
        Assert.Equal(Text(expected, "authorization"), RequestSigner.Authorization(credential, scope, request));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Writes_the_query_as_the_providers_own_signers_do(string name, char profile)
    {
        var vector = SigningVectors.Get(name);
        Assert.Equal(Text(vector["expectedProfile" + profile]!, "canonicalRequest")!.Split('\n')[2], Query(vector["input"]!));
    }

    [Fact]
    public void A_query_is_escaped_as_RFC_3986_wants_and_sorted_in_ordinal_order() => Assert.Equal(
        "A=&Z=%20%21%27%28%29%2A%2B%2F&a=~-_.&z=%E7%8C%AB",
        CanonicalQuery.Of([new("z", "猫"), new("a", "~-_."), new("Z", " !'()*+/"), new("A", "")]));

    // Where the provider's signers differ among themselves we follow its document and send neither: its Node signer sorts the
    // values of repeated names, its Python and Go signers keep their order; Node folds blanks in a value, Python signs it as it is.
    [Fact]
    public void Repeated_names_keep_their_order() => Assert.Equal("a=2&a=1&b=", CanonicalQuery.Of([new("b", ""), new("a", "2"), new("a", "1")]));

    [Fact]
    public void Blanks_around_a_value_are_trimmed_and_those_inside_stay()
    {
        var request = new SignedRequest("GET", "/", "", "20260102T030405Z", RequestSigner.Hash([]), [new("X-Custom", "  a  b ")]);
        Assert.Contains("\nx-custom:a  b\n", request.Canonical(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_shows_its_keys_nowhere()
    {
        var credential = new KeyPair("AKLTsomething", "very secret", "token");
        var id = new KeyPairs([new AccountOptions { AccessKey = "AKLTsomething", SecretKey = "very secret" }]).Accounts[0].Id;
        Assert.DoesNotContain("secret", credential.ToString() + id, StringComparison.Ordinal);
        Assert.DoesNotContain("AKLTsomething", credential.ToString() + id, StringComparison.Ordinal);
        Assert.Equal(id, new KeyPairs([new AccountOptions { AccessKey = "AKLTsomething", SecretKey = "rotated" }]).Accounts[0].Id);
    }

    private static SignedRequest Request(JsonNode input, char profile)
    {
        var body = Convert.FromBase64String(Text(input, "bodyUtf8Base64") ?? "");
        var hash = RequestSigner.Hash(body);
        var given = input["headers"]!.AsObject().ToDictionary(header => header.Key, header => header.Value!.GetValue<string>());
        var headers = new List<KeyValuePair<string, string>> { new("X-Date", Text(input, "timestamp")!) };
        headers.AddRange(given.Where(header => profile == 'B' || !header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)));
        if (profile == 'B' || body.Length > 0)
            headers.Add(new("X-Content-Sha256", hash));
        if (Text(input, "sessionToken") is { } token)
            headers.Add(new("X-Security-Token", token));
        return new SignedRequest(Text(input, "method")!, Text(input, "path")!, Query(input), Text(input, "timestamp")!, hash, headers);
    }

    private static string Query(JsonNode input) =>
        CanonicalQuery.Of(input["query"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.GetValue<string>())));

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
