using System.Text;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ObjectStorage.Links;
using ImageGen.Volcengine.Apis.Requests;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Apis.Requests;

/// <summary>Pictures of our own store for a model that reads links only.</summary>
public sealed class LinkedReferenceTests : IAsyncLifetime
{
    private const string Key = "uploads/a.png";

    private readonly DiskStore store = new();

    private static ModelProfile LinksOnly => ModelCatalogue.BuiltIn().Models.First(model => model.Provider.References is { Bytes: null });

    private static ImageRequest Request => new()
    {
        Model = LinksOnly.Id,
        Prompt = "猫",
        Inputs = [new InputImage { Url = "https://x.test/1.png" }, new InputImage { Key = Key, ContentType = "image/png" }],
    };

    public async ValueTask InitializeAsync() =>
        await store.Objects.PutAsync(Key, new MemoryStream([1, 2, 3]), "image/png", TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Go_out_as_links_that_are_made_for_the_call_and_not_written_down()
    {
        store.IsReachableAt("https://images.example.com");

        var (attachments, refusal) = await ReadAsync(Request);

        Assert.Null(refusal);
        var written = RequestBody.Write(RequestBody.Of(LinksOnly, Request, pictures: 1));
        Assert.DoesNotContain("images.example.com", written, StringComparison.Ordinal);
        var sent = Sent(new CallBody(written, attachments))["image_urls"]!.AsArray();
        Assert.Equal("https://x.test/1.png", sent[0]!.GetValue<string>());
        var link = sent[1]!.GetValue<string>();
        Assert.StartsWith("https://images.example.com" + ObjectLinks.Path, link, StringComparison.Ordinal);
        Assert.Equal(Key, store.Links.Open(link[(link.LastIndexOf('/') + 1)..]));
    }

    [Fact]
    public async Task Are_refused_where_the_provider_has_no_way_to_them()
    {
        var (attachments, refusal) = await ReadAsync(Request);

        Assert.Equal("reference_not_reachable", refusal?.Code);
        Assert.Contains("IMAGEGEN_PUBLIC_URL", refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(attachments.Items);
    }

    [Fact]
    public async Task Are_refused_where_they_are_gone()
    {
        store.IsReachableAt("https://images.example.com");
        await store.Objects.DeleteAsync(Key, TestContext.Current.CancellationToken);

        var (_, refusal) = await ReadAsync(Request);

        Assert.Equal("input_image_gone", refusal?.Code);
    }

    [Fact]
    public async Task Do_not_count_as_bytes_in_memory()
    {
        store.IsReachableAt("https://images.example.com");
        await store.Objects.PutAsync(Key, new MemoryStream(new byte[2000]), "image/png", TestContext.Current.CancellationToken);

        var (_, refusal) = await ReadAsync(Request, new VolcengineOptions { InputBytesInFlight = 1000 });

        Assert.Null(refusal);
    }

    private Task<(CallAttachments Attachments, GenerationError? Refusal)> ReadAsync(ImageRequest request, VolcengineOptions? options = null) =>
        store.References(options).ReadAsync(LinksOnly, request, TestContext.Current.CancellationToken);

    private static JsonObject Sent(CallBody body)
    {
        var text = new StringBuilder();
        foreach (var chunk in body.Head())
            text.Append(Encoding.UTF8.GetString(chunk.Span));
        return JsonNode.Parse(text.Append(Encoding.UTF8.GetString(body.Tail.Span)).ToString())!.AsObject();
    }
}
