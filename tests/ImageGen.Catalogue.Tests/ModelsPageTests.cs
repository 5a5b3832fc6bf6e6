using System.Globalization;
using System.Text;
using ImageGen.TestKit;

namespace ImageGen.Catalogue.Tests;

/// <summary>The table in <c>docs/models.md</c> is written from the catalogue, so that it can not say something else.</summary>
public sealed class ModelsPageTests
{
    private const string Begin = "<!-- models: written from the catalogue -->\n";
    private const string End = "<!-- end of models -->";

    [Fact]
    public void The_table_of_models_is_the_catalogue()
    {
        var file = Path.Combine(SourceTree.Root, "docs", "models.md");
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var now = string.Concat(page.AsSpan(0, start), Tables(ModelCatalogue.BuiltIn()), page.AsSpan(page.IndexOf(End, StringComparison.Ordinal)));
        if (Environment.GetEnvironmentVariable("UPDATE_MODELS_PAGE") == "1")
            File.WriteAllText(file, now);
        Assert.True(File.ReadAllText(file).ReplaceLineEndings("\n") == now, "The catalogue has changed: run this test with UPDATE_MODELS_PAGE=1 and commit docs/models.md.");
    }

    private static string Tables(ModelCatalogue catalogue)
    {
        var text = new StringBuilder();
        text.Append("\n| id | name | does | API, model | sizes | pictures | references | price |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var model in catalogue.Models)
            text.Append(CultureInfo.InvariantCulture, $"| `{model.Id}`{(model == catalogue.Default ? " (default)" : "")} | {model.Name.En} | {Modes(model)} | {model.Provider.Api}, `{model.Provider.Key}` | {Sizes(model)} | {Pictures(model)} | {References(model)} | {Price(model)} |\n");
        text.Append("\n| id | prompt | parameters | options | usual time | facts checked | price from |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var model in catalogue.Models)
            text.Append(CultureInfo.InvariantCulture, $"| `{model.Id}` | {Prompt(model.Prompt)} | {Rules(model.Parameters)} | {Rules(model.Options)} | {model.TypicalSeconds} s | {model.CheckedOn:yyyy-MM-dd} | {model.Price.Source} |\n");
        text.Append("\n| style | 名称 | added to the prompt |\n| --- | --- | --- |\n");
        foreach (var style in catalogue.Styles)
            text.Append(CultureInfo.InvariantCulture, $"| `{style.Id}` | {style.Name.Zh}, {style.Name.En} | {style.Prompt.Zh}<br>{style.Prompt.En} |\n");
        return text.Append('\n').ToString();
    }

    private static string Modes(ModelProfile model) => string.Join(", ", model.Modes.Select(mode => mode switch
    {
        ModelMode.TextToImage => "text to image",
        ModelMode.ImageToImage => "image to image",
        _ => mode.ToString().ToLowerInvariant(),
    }));

    private static string Sizes(ModelProfile model) => model.Size switch
    {
        null => "as the input",
        { } size => string.Create(CultureInfo.InvariantCulture, $"{size.MinPixels / 1e6:0.##} to {size.MaxPixels / 1e6:0.##} MP")
            + (size.MaxSide is null ? "" : string.Create(CultureInfo.InvariantCulture, $", sides {size.MinSide} to {size.MaxSide}"))
            + (size.Tiers.Count == 0 ? "" : ", or " + string.Join(", ", size.Tiers)),
    };

    private static string Pictures(ModelProfile model) =>
        model.Count.Max.ToString(CultureInfo.InvariantCulture) + (model.Count.GroupMax is { } group ? string.Create(CultureInfo.InvariantCulture, $", or a group of {group}") : "");

    private static string References(ModelProfile model) => model.References switch
    {
        null => "—",
        var rule => (rule.Min == rule.Max ? $"{rule.Max}" : $"{rule.Min} to {rule.Max}") + (model.Mask is null ? "" : " and a mask") + (rule.Links ? "" : ", no links"),
    };

    private static string Price(ModelProfile model) => string.Create(CultureInfo.InvariantCulture, $"{model.Price.PerPicture:0.00##} {model.Price.Currency}");

    private static string Prompt(PromptRule prompt) => prompt.MaxLength == 0 ? "—" : $"{prompt.MaxLength}" + (prompt.Required ? "" : ", optional") + (prompt.Styles ? ", styles" : "");

    private static string Rules(IReadOnlyDictionary<string, ParameterRule> rules) => rules.Count == 0 ? "—" : string.Join("<br>", rules.Select(rule => $"`{rule.Key}` {Range(rule.Value)}"));

    private static string Range(ParameterRule rule) => rule switch
    {
        { Choices: { } choices } => string.Join(", ", choices.Select(choice => choice.Value)),
        { Type: ParameterType.Boolean } => "true, false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(rule.Type == ParameterType.Integer ? "whole, " : "")}{rule.Min} to {rule.Max}"),
    } + (rule.Default is { } standard ? $" ({standard})" : "");
}
