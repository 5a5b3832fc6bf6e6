using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace ImageGen.Catalogue.Tests;

/// <summary>The schema is for people's editors; it may not know less or more than the program.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Text = JsonNode.Parse(File.ReadAllText(Path.Combine(CatalogueFiles.Folder, "model.schema.json")))!.AsObject();
    private static readonly JsonSchema Schema = JsonSchema.FromText(Text.ToJsonString());

    public static TheoryData<string> Files => [.. CatalogueFiles.ModelFiles.Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_model_follows_it(string file)
    {
        var result = Evaluate(CatalogueFiles.Model(Path.GetFileNameWithoutExtension(file)));
        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }

    [Theory]
    [InlineData("""{"colour": "red"}""")]
    [InlineData("""{"price": null}""")]
    [InlineData("""{"modes": ["text_to_video"]}""")]
    [InlineData("""{"size": {"min_pixels": "many"}}""")]
    [InlineData("""{"parameters": {"sharpness": {"type": "integer", "name": {"zh": "名", "en": "Name"}}}}""")]
    public void It_refuses_what_the_program_refuses(string change)
    {
        var model = CatalogueFiles.Model("seedream-4.5");
        MergePatch.Apply(model, JsonNode.Parse(change)!.AsObject());
        Assert.False(Evaluate(model).IsValid);
    }

    [Fact]
    public void A_model_is_of_one_of_the_APIs_that_there_are() =>
        Assert.Equal(
            ProviderApis.All.Select(api => api.Name),
            Text["$defs"]!["ProviderBinding"]!["properties"]!["api"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));

    [Fact]
    public void It_has_the_members_that_the_program_reads()
    {
        Assert.Equal(MembersOf(typeof(ModelProfile)), MembersOf(Text).Where(name => name != "$schema"));
        foreach (var (name, definition) in Text["$defs"]!.AsObject().Where(definition => definition.Value!["properties"] is not null))
            Assert.Equal(MembersOf(typeof(ModelProfile).Assembly.GetType($"ImageGen.Catalogue.{name}", throwOnError: true)!), MembersOf(definition!));
    }

    private static IEnumerable<string> MembersOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> MembersOf(JsonNode schema) =>
        schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

    private static EvaluationResults Evaluate(JsonNode model) =>
        Schema.Evaluate(JsonSerializer.SerializeToElement(model), new EvaluationOptions { OutputFormat = OutputFormat.List });
}
