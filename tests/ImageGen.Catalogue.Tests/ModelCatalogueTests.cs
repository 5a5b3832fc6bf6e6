namespace ImageGen.Catalogue.Tests;

public sealed class ModelCatalogueTests
{
    private static readonly ModelCatalogue Shipped = ModelCatalogue.BuiltIn();

    [Fact]
    public void Every_shipped_file_is_a_model_named_after_it()
    {
        Assert.Equal(CatalogueFiles.ModelFiles.Select(Path.GetFileNameWithoutExtension).Order(), Shipped.Models.Select(model => model.Id).Order());
        Assert.All(Shipped.Models, model => Assert.True(Shipped.TryGet(model.Id, out _)));
        Assert.False(Shipped.TryGet("JIMENG-T2I-4.0", out _));
    }

    [Fact]
    public void Every_mode_has_a_model() =>
        Assert.All(Enum.GetValues<ModelMode>(), mode => Assert.Contains(Shipped.Models, model => model.Modes.Contains(mode)));

    [Fact]
    public void The_default_is_the_marked_one_and_stands_first()
    {
        Assert.Equal("jimeng-t2i-4.0", Shipped.Default.Id);
        Assert.Same(Shipped.Default, Shipped.Models[0]);
        Assert.Equal(Shipped.Models.OrderBy(model => model.Order).Select(model => model.Id), Shipped.Models.Select(model => model.Id));
    }

    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        Assert.All(Shipped.Models, model =>
        {
            var rules = model.Parameters.Values.Concat(model.Options.Values).ToList();
            LocalizedText[] texts = [model.Name, model.Description, .. rules.Select(rule => rule.Name), .. rules.SelectMany(rule => rule.Choices ?? []).Select(choice => choice.Name)];
            Assert.All(texts, Both);
        });
        Assert.All(Shipped.Styles, style =>
        {
            Both(style.Name);
            Both(style.Prompt);
        });

        static void Both(LocalizedText text) => Assert.True(text.Zh.Length > 0 && text.En.Length > 0);
    }

    [Fact]
    public void Two_models_with_one_id_are_refused() =>
        Assert.Contains(Shipped.Default.Id, Refusal([Shipped.Default, Shipped.Default]), StringComparison.Ordinal);

    [Fact]
    public void Two_defaults_are_refused() =>
        Assert.Contains("another", Refusal([Shipped.Default, Shipped.Default with { Id = "another", Order = 99 }]), StringComparison.Ordinal);

    [Fact]
    public void A_catalogue_without_a_model_is_refused()
    {
        Refusal([]);
        Refusal([Shipped.Default with { Enabled = false }]);
    }

    [Fact]
    public void A_hidden_model_is_known_and_not_offered()
    {
        var catalogue = new ModelCatalogue([Shipped.Models[1], Shipped.Default with { Enabled = false }]);
        Assert.Equal(Shipped.Models[1].Id, Assert.Single(catalogue.Models).Id);
        Assert.Equal(Shipped.Models[1].Id, catalogue.Default.Id);
        Assert.True(catalogue.TryGet(Shipped.Default.Id, out _));
    }

    private static string Refusal(IEnumerable<ModelProfile> models) => Assert.Throws<InvalidCatalogueException>(() => new ModelCatalogue(models)).Message;
}
