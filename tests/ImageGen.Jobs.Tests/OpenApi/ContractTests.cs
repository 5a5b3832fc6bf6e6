using System.Text.Json;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Within v1 nothing is taken away: whoever calls the API as it was released goes on.</summary>
public sealed class ContractTests
{
    private const string Small =
        """
        {
          "paths": {
            "/things": {
              "post": {
                "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 100 } }],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/NewThing" } } } },
                "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } }, "404": {} }
              }
            }
          },
          "components": { "schemas": {
            "NewThing": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" }, "kind": { "enum": ["a", "b"] } } },
            "Thing": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "parts": { "type": ["null", "array"], "items": { "$ref": "#/components/schemas/Thing" } } } }
          } }
        }
        """;

    /// <summary>The file is the description of the last version that was published; whoever publishes one copies web/openapi.json over it.</summary>
    [Fact]
    public async Task Nothing_of_what_was_released_is_taken_away()
    {
        var released = await ReadAsync("tests", "ImageGen.Jobs.Tests", "OpenApi", "released.json");
        Assert.Empty(Contract.Breaks(released, await ReadAsync("web", "openapi.json")));
    }

    [Theory]
    [InlineData("\"/things\"", "\"/others\"", "POST /things is gone")]
    [InlineData("\"limit\"", "\"most\"", "POST /things query limit is gone")]
    [InlineData("\"maximum\": 100", "\"maximum\": 50", "POST /things query limit has a lower maximum")]
    [InlineData("\"in\": \"query\",", "\"in\": \"query\", \"required\": true,", "POST /things query limit is needed now")]
    [InlineData("[\"name\"]", "[\"name\", \"kind\"]", "POST /things body.kind is needed now")]
    [InlineData("[\"a\", \"b\"]", "[\"a\"]", "POST /things body.kind takes b no more")]
    [InlineData("{ \"name\": { \"type\": \"string\" },", "{", "POST /things body.name is gone")]
    [InlineData("[\"id\"]", "[]", "POST /things 200.id may be missing now")]
    [InlineData("\"id\": { \"type\": \"string\" }", "\"id\": { \"type\": \"integer\" }", "POST /things 200.id was string and is integer")]
    [InlineData("\"200\"", "\"202\"", "POST /things 200 is gone")]
    public void What_is_taken_away_is_found(string text, string changed, string expected)
    {
        Assert.Contains(text, Small, StringComparison.Ordinal);
        Assert.Contains(expected, Breaks(Small.Replace(text, changed, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"maximum\": 100", "\"maximum\": 200")]
    [InlineData("[\"a\", \"b\"]", "[\"a\", \"b\", \"c\"]")]
    [InlineData("[\"name\"]", "[]")]
    [InlineData("[\"null\", \"array\"]", "[\"array\"]")]
    [InlineData("\"404\": {}", "\"409\": {}")]
    [InlineData("\"kind\":", "\"more\": { \"type\": \"string\" }, \"kind\":")]
    public void What_is_added_takes_nothing_away(string text, string changed)
    {
        Assert.Contains(text, Small, StringComparison.Ordinal);
        Assert.Empty(Breaks(Small.Replace(text, changed, StringComparison.Ordinal)));
    }

    private static IReadOnlyList<string> Breaks(string changed) => Contract.Breaks(JsonDocument.Parse(Small).RootElement, JsonDocument.Parse(changed).RootElement);

    private static async Task<JsonElement> ReadAsync(params string[] path) =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine([SourceTree.Root, .. path]))).RootElement;
}
