namespace ImageGen.Catalogue.Tests;

/// <summary>What an operator changes without a build.</summary>
public sealed class OverrideTests
{
    [Fact]
    public void A_file_with_a_known_id_changes_what_it_names_and_nothing_else()
    {
        using var overrides = new Overrides();
        var catalogue = overrides.With("price.json", """{"id": "jimeng-t2i-4.0", "price": {"per_picture": 0.18, "source": "our contract"}, "limits": {"concurrency": 10}}""").Load();
        var before = ModelCatalogue.BuiltIn().Default;
        Assert.Equal(new PriceRule(0.18m, "CNY", "our contract"), catalogue.Default.Price);
        Assert.Equal(new LimitRule(10), catalogue.Default.Limits);
        Assert.Equal(before.Provider.Key, catalogue.Default.Provider.Key);
        Assert.Equal(before.Parameters.Keys, catalogue.Default.Parameters.Keys);
        Assert.Equal(ModelCatalogue.BuiltIn().Models.Count, catalogue.Models.Count);
    }

    [Fact]
    public void Null_takes_a_member_away()
    {
        using var overrides = new Overrides();
        var catalogue = overrides.With("a.json", """{"id": "jimeng-t2i-4.0", "parameters": {"guidance_scale": null}, "provider": {"fields": null}, "limits": null}""").Load();
        Assert.Empty(catalogue.Default.Parameters);
        Assert.Null(catalogue.Default.Limits);
    }

    [Fact]
    public void Files_lie_one_upon_the_other_by_name()
    {
        using var overrides = new Overrides();
        var catalogue = overrides
            .With("b.json", """{"id": "jimeng-t2i-4.0", "typical_seconds": 7}""")
            .With("a.json", """{"id": "jimeng-t2i-4.0", "typical_seconds": 5, "order": 3}""").Load();
        Assert.Equal((7, 3), (catalogue.Default.TypicalSeconds, catalogue.Default.Order));
    }

    [Fact]
    public void A_file_with_a_new_id_adds_a_model()
    {
        using var overrides = new Overrides();
        var mine = CatalogueFiles.Model("seedream-4.5");
        mine["$schema"] = "https://example.com/model.schema.json";
        mine["id"] = "our-endpoint";
        mine["provider"]!["key"] = "ep-20260101";
        var catalogue = overrides.With("ours.json", mine.ToJsonString()).Load();
        Assert.True(catalogue.TryGet("our-endpoint", out var model));
        Assert.Equal("ep-20260101", model.Provider.Key);
    }

    [Fact]
    public void A_model_can_be_hidden_and_another_made_the_default()
    {
        using var overrides = new Overrides();
        var catalogue = overrides
            .With("a.json", """{"id": "jimeng-t2i-4.0", "default": false, "enabled": false}""")
            .With("b.json", """{"id": "seedream-4.5", "default": true}""").Load();
        Assert.DoesNotContain(catalogue.Models, model => model.Id == "jimeng-t2i-4.0");
        Assert.Equal("seedream-4.5", catalogue.Default.Id);
    }

    [Fact]
    public void Styles_are_changed_added_and_removed_by_their_id()
    {
        using var overrides = new Overrides();
        var catalogue = overrides.With("styles.json", """
            {
              "anime": null,
              "photo": { "prompt": { "en": "on film" } },
              "house": { "name": { "zh": "本社", "en": "House" }, "prompt": { "zh": "本社风格", "en": "house style" } }
            }
            """).Load();
        Assert.False(catalogue.TryGetStyle("anime", out _));
        Assert.True(catalogue.TryGetStyle("photo", out var photo));
        Assert.Equal("a fox, on film", photo.AddTo("a fox"));
        Assert.True(catalogue.TryGetStyle("house", out _));
    }

    [Theory]
    [InlineData("mine.json", "not json", "mine.json: this is no JSON")]
    [InlineData("mine.json", "[]", "mine.json: the file holds no JSON object")]
    [InlineData("mine.json", """{"id": "a", "id": "b"}""", "mine.json: this is no JSON")]
    [InlineData("mine.json", """{"price": {"per_picture": 1}}""", "mine.json: id is missing")]
    [InlineData("mine.json", """{"id": 7}""", "mine.json: id is missing")]
    [InlineData("mine.json", """{"id": "brand-new"}""", "mine.json: it lacks")]
    [InlineData("styles.json", """{"photo": "on film"}""", "styles.json: photo is no object")]
    [InlineData("styles.json", """{"photo": {"words": "x"}}""", "styles.json: photo: words is no member")]
    [InlineData("styles.json", """{"house": {"name": {"zh": "本社", "en": "House"}}}""", "styles.json: house: it lacks 'prompt'")]
    public void A_file_that_can_not_be_used_is_named(string file, string json, string says)
    {
        using var overrides = new Overrides();
        Assert.Contains(says, overrides.With(file, json).Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        var error = Assert.Throws<InvalidCatalogueException>(() => ModelCatalogue.Load("/nowhere/models"));
        Assert.Contains("IMAGEGEN_MODELS names /nowhere/models", error.Message, StringComparison.Ordinal);
    }
}
