using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageGen.TestKit;

namespace ImageGen.Catalogue.Tests;

/// <summary>
/// Rules that the web app has too, so that it can say at once what the server would refuse. Both read the same cases:
/// <c>tests/vectors/request-rules.json</c>.
/// </summary>
public sealed class SharedRulesTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly JsonNode Vectors = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "vectors", "request-rules.json")))!;

    public static TheoryData<string> Sizes => Cases("sizes");

    public static TheoryData<string> Parameters => Cases("parameters");

    public static TheoryData<string> Styles => Cases("styles");

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_size_fits_here_as_in_the_browser(string json)
    {
        var (rule, given) = Read<SizeRule>("sizes", json);
        Assert.Equal((bool)given["fits"]!, SizeRules.Problem(rule, (int)given["width"]!, (int)given["height"]!) is null);
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_fits_here_as_in_the_browser(string json)
    {
        var (rule, given) = Read<ParameterRule>("parameters", json);
        Assert.Equal((bool)given["fits"]!, rule.Problem(given["value"].Deserialize<JsonElement>()) is null);
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_style_adds_the_same_words_here_as_in_the_browser(string json)
    {
        var given = JsonNode.Parse(json)!;
        var style = new StylePreset { Name = new("水墨", "Ink"), Prompt = Vectors["styles"]!["words"].Deserialize<LocalizedText>(Json)! };
        Assert.Equal((string)given["styled"]!, style.AddTo((string)given["prompt"]!));
    }

    private static TheoryData<string> Cases(string rules) => [.. Vectors[rules]!["cases"]!.AsArray().Select(each => each!.ToJsonString())];

    private static (T Rule, JsonNode Given) Read<T>(string rules, string json)
    {
        var given = JsonNode.Parse(json)!;
        var rule = Vectors[rules]!["rules"]![(string)given["rule"]!]!.DeepClone().AsObject();
        // A rule has a name, which no case is about.
        if (typeof(T) == typeof(ParameterRule))
            rule["name"] = new JsonObject { ["zh"] = "名", ["en"] = "Name" };
        return (rule.Deserialize<T>(Json)!, given);
    }
}
