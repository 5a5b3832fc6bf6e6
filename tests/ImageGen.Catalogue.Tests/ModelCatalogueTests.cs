using System.Text;
using System.Text.Json.Nodes;

namespace ImageGen.Catalogue.Tests;

public sealed class ModelCatalogueTests
{
    private static readonly ModelProfile Shipped = ModelCatalogue.BuiltIn().Models[0];

    [Fact]
    public void The_shipped_models_hold_their_own_rules()
    {
        var catalogue = ModelCatalogue.BuiltIn();
        Assert.NotEmpty(catalogue.Models);
        Assert.All(catalogue.Models, model => Assert.True(catalogue.TryGet(model.Id, out _)));
        Assert.False(catalogue.TryGet("JIMENG-T2I-4.0", out _));
    }

    [Fact]
    public void Every_text_is_there_in_both_languages() => Assert.All(ModelCatalogue.BuiltIn().Models, model =>
    {
        LocalizedText[] texts = [model.Name, model.Description, .. model.Parameters.Values.Select(rule => rule.Name)];
        Assert.All(texts, text => Assert.True(text.Zh.Length > 0 && text.En.Length > 0));
    });

    [Fact]
    public void Two_models_with_one_id_are_refused()
    {
        var error = Assert.Throws<InvalidCatalogueException>(() => new ModelCatalogue([Shipped, Shipped]));
        Assert.Contains(Shipped.Id, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> WrongProfiles => new()
    {
        { "id", "\"Jimeng 4\"", "the id" },
        { "id", "\"\"", "the id" },
        { "count", """{"max": 0, "default": 0}""", "count" },
        { "count", """{"max": 2, "default": 3}""", "count" },
        { "prompt", """{"max_length": 0}""", "prompt" },
        { "provider", """{"api": "visual", "key": "k", "pictures_per_call": 0}""", "call" },
        { "price", """{"per_picture": -1, "currency": "CNY", "source": "s"}""", "price" },
        { "typical_seconds", "0", "typical_seconds" },
        { "parameters", """{"seed": {"type": "integer", "min": 2, "max": 1, "name": {"zh": "种子", "en": "Seed"}}}""", "seed" },
        { "parameters", """{"seed": {"type": "whole", "name": {"zh": "种子", "en": "Seed"}}}""", "whole" },
    };

    [Theory]
    [MemberData(nameof(WrongProfiles))]
    public void A_profile_that_contradicts_itself_is_refused_with_its_rule(string member, string json, string says)
    {
        var error = Assert.Throws<InvalidCatalogueException>(() => new ModelCatalogue([Read(profile => profile[member] = JsonNode.Parse(json))]));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("recommended")]
    public void A_size_that_breaks_its_own_rule_is_refused(string which)
    {
        var error = Assert.Throws<InvalidCatalogueException>(() => new ModelCatalogue([Read(profile =>
        {
            var size = which == "default" ? profile["size"]!["default"]! : profile["size"]!["recommended"]![0]!;
            size["width"] = 10;
        })]));
        Assert.Contains(which, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("id")]
    public void A_file_with_a_wrong_member_is_refused_by_name(string member)
    {
        var error = Assert.Throws<InvalidCatalogueException>(() => Read(profile =>
        {
            if (!profile.Remove(member))
                profile[member] = "red";
        }));
        Assert.StartsWith("test.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(member, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static ModelProfile Read(Action<JsonObject> change)
    {
        var assembly = typeof(ModelCatalogue).Assembly;
        using var shipped = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Order(StringComparer.Ordinal).First())!;
        var profile = JsonNode.Parse(shipped)!.AsObject();
        change(profile);
        return ModelCatalogue.Read("test.json", new MemoryStream(Encoding.UTF8.GetBytes(profile.ToJsonString())));
    }
}
