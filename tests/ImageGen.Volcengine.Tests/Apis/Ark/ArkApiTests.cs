using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using SkiaSharp;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>Every Seedream model of the catalogue over the wire, against a provider as strict as the real one: one line each.</summary>
public class ArkApiTests
{
    public static TheoryData<string, string, string, int, int> Models { get; } = new()
    {
        { "seedream-4.0", "doubao-seedream-4-0-250828", """{"prompt_mode":"fast"}""", 3, 12 },
        { "seedream-4.5", "doubao-seedream-4-5-251128", "{}", 1, 14 },
        { "seedream-5.0-lite", "doubao-seedream-5-0-260128", """{"web_search":true,"output_format":"png"}""", 13, 2 },
        { "seedream-5.0-pro", "doubao-seedream-5-0-pro-260628", """{"prompt_mode":"fast","output_format":"png"}""", 10, 1 },
        { "seedream-5.0-flash", "doubao-seedream-5-0-flash-260915", """{"output_format":"png"}""", 10, 1 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task All_that_the_catalogue_offers_is_taken(string model, string key, string options, int references, int pictures)
    {
        await using var provider = await StandIn.StartAsync();
        await using var ark = new Arks(provider.Url, SimulatorCredentials.ArkApiKey);
        await ark.Store.PutAsync("uploads/a", new MemoryStream(Png()), "image/png", TestContext.Current.CancellationToken);
        var own = new InputImage { Key = "uploads/a", ContentType = "image/png" };
        var plain = Arks.Request(model);
        var full = plain with
        {
            Count = pictures,
            Group = pictures > 1,
            Options = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(options)!,
            Inputs = [own, .. Enumerable.Range(1, references - 1).Select(n => new InputImage { Url = $"https://example.com/{n}.jpg" })],
        };

        var simple = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(plain));
        var rich = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(full));

        Assert.Null(rich.Error);
        Assert.Equal(pictures, rich.Pictures.Count + ark.Progress.Pictures.Count);
        var bytes = await provider.Http.GetByteArrayAsync(Assert.Single(simple.Pictures).Url, TestContext.Current.CancellationToken);
        using var codec = SKCodec.Create(new MemoryStream(bytes));
        Assert.Equal((2048, SKEncodedImageFormat.Jpeg), (codec.Info.Width, codec.EncodedFormat));
        Assert.Equal([(key, 1), (key, pictures)], (await provider.LedgerAsync()).Select(line => (line["req_key"]!.GetValue<string>(), line["delivered"]!.GetValue<int>())));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Every_size_that_the_catalogue_offers_is_made(string model, string key, string options, int references, int pictures)
    {
        _ = (key, options, references, pictures);
        await using var provider = await StandIn.StartAsync();
        await using var ark = new Arks(provider.Url, SimulatorCredentials.ArkApiKey);
        var size = Arks.Model(model).Size!;
        foreach (var recommended in size.Recommended)
            Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Request(model) with { Width = recommended.Width, Height = recommended.Height }));
        foreach (var tier in size.Tiers)
            Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Request(model) with { SizeTier = tier }));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_as_such()
    {
        await using var provider = await StandIn.StartAsync();
        await using var ark = new Arks(provider.Url, "another-key");
        var refused = Assert.IsType<SubmitOutcome.Refused>(await ark.SubmitAsync(Arks.Request()));
        Assert.Equal(("credentials_refused", "AuthenticationError"), (refused.Error.Code, refused.Error.ProviderCode));
        Assert.NotEmpty(refused.Error.ProviderRequestId!);
    }

    [Theory]
    [InlineData("违禁", "prompt_rejected")]
    [InlineData("侵权", "copyright")]
    [InlineData("高危画面", "output_rejected")]
    public async Task A_refusal_of_the_content_check_says_of_what(string prompt, string code)
    {
        await using var provider = await StandIn.StartAsync();
        await using var ark = new Arks(provider.Url, SimulatorCredentials.ArkApiKey);
        var refused = Assert.IsType<SubmitOutcome.Refused>(await ark.SubmitAsync(Arks.Request() with { Prompt = prompt }));
        Assert.Equal(code, refused.Error.Code);
        Assert.Empty(await provider.LedgerAsync());
    }

    private static byte[] Png()
    {
        using var bitmap = new SKBitmap(64, 64);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
