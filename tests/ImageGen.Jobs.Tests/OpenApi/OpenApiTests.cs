using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageGen.Jobs.OpenApi;
using ImageGen.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Tests.OpenApi;

public sealed partial class OpenApiTests(PublicApiHost host) : IClassFixture<PublicApiHost>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_committed_description_is_the_one_the_services_give()
    {
        var file = Path.Combine(SourceTree.Root, "web", "openapi.json");
        var now = JsonNode.Parse(await host.Client.GetStringAsync("/openapi/v1.json"))!.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, now);
        Assert.True(File.Exists(file), $"{file} is missing: run this test with UPDATE_OPENAPI=1.");
        Assert.True(
            (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") == now,
            "The API has changed: run this test with UPDATE_OPENAPI=1, then `npm run api` in web/, and commit both.");
    }

    [Fact]
    public async Task Names_are_snake_case_and_numbers_are_numbers()
    {
        var document = await host.ReadAsync("/openapi/v1.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (!schema.Value.TryGetProperty("properties", out var properties))
                continue;
            foreach (var property in properties.EnumerateObject())
            {
                Assert.Matches(SnakeCase(), property.Name);
                Assert.False(
                    property.Value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array
                        && type.EnumerateArray().Count(name => name.GetString() != "null") > 1,
                    $"{schema.Name}.{property.Name} is {type}");
            }
        }
    }

    [Fact]
    public async Task Every_operation_has_a_name_and_a_summary()
    {
        var document = await host.ReadAsync("/openapi/v1.json");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value).ToList();
        Assert.All(operations, operation => Assert.NotEmpty(operation.GetProperty("summary").GetString()!));
        Assert.Equal(operations.Count, operations.Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    /// <summary>Two types of one name would be described as one.</summary>
    [Fact]
    public void No_two_types_of_the_API_have_one_name()
    {
        var names = host.Service<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).SelectMany(TypesOf).Distinct()
            .Where(type => type.Namespace?.StartsWith("ImageGen.", StringComparison.Ordinal) == true)
            .GroupBy(type => JobsOpenApi.Short(type.Name));
        Assert.All(names, named => Assert.Single(named));

        static IEnumerable<Type> TypesOf(Endpoint endpoint) =>
            endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Select(produced => produced.Type)
                .Concat(endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>().Select(accepted => accepted.RequestType)).OfType<Type>();
    }

    [Fact]
    public async Task The_description_is_made_once()
    {
        await host.Client.GetStringAsync("/openapi/v1.json");
        var cache = host.Service<DescriptionCache>();
        Assert.Same(await cache.JsonAsync(), await cache.JsonAsync());
    }

    [Fact]
    public async Task The_reference_page_takes_nothing_from_elsewhere()
    {
        var page = await host.Client.GetStringAsync("/docs");
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        foreach (Match script in Script().Matches(page))
        {
            // A script that nobody reads would hold up the host's stop.
            using var answer = await host.GetAsync(script.Groups[1].Value);
            Assert.True(answer.IsSuccessStatusCode, script.Value);
        }

        Assert.DoesNotMatch(@"<script[^>]*>[^<]", page);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();

    [GeneratedRegex("src=\"([^\"]+)\"")]
    private static partial Regex Script();
}
