using System.Text.Json;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Tests.Support;
using SkiaSharp;
using static ImageGen.Volcengine.Tests.Support.Outcomes;

namespace ImageGen.Volcengine.Tests.Apis.ImageX;

/// <summary>Every veImageX model of the catalogue over the wire, against a provider as strict as the real one: one line each.</summary>
public class ImageXApiTests
{
    public static TheoryData<string, string, string, int> Models { get; } = new()
    {
        { "imagex-general-3.0", "high_aes_general_v30l_zt2i", """{"prompt_expansion":true}""", 1328 },
        { "imagex-general-2.1", "high_aes_general_v21_L", """{"prompt_expansion":true,"super_resolution":false}""", 512 },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task All_that_the_catalogue_offers_is_taken_and_paid_once(string model, string key, string options, int side)
    {
        await using var provider = await StandIn.StartAsync();
        using var imageX = new ImageXs(provider.Url);
        var request = ImageXs.Request(model) with { Seed = 7, Options = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(options)! };

        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await imageX.SubmitAsync(request));
        var done = Assert.IsType<PollOutcome.Done>(await imageX.PollAsync(accepted.TaskId, key));

        var bytes = await provider.Http.GetByteArrayAsync(Assert.Single(done.Pictures).Url, TestContext.Current.CancellationToken);
        using var codec = SKCodec.Create(new MemoryStream(bytes));
        Assert.Equal((side, side), (codec.Info.Width, codec.Info.Height));
        var line = Assert.Single(await provider.LedgerAsync());
        Assert.Equal(("imagex", key, accepted.TaskId), (line["api"]!.GetValue<string>(), line["req_key"]!.GetValue<string>(), line["task_id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_the_model_says_inside_means_what_it_means_in_the_Visual_API()
    {
        await using var provider = await StandIn.StartAsync();
        using var imageX = new ImageXs(provider.Url);
        AreAs(await imageX.SubmitAsync(ImageXs.Request() with { Prompt = "违禁" }), Refused, "prompt_rejected", retryable: false, Catalogue.ErrorAct.User);
        await provider.FaultAsync(new { on = "submit", kind = "envelope", code = 50430 });
        AreAs(await imageX.SubmitAsync(), Throttled, "throttled", retryable: true, Catalogue.ErrorAct.Nobody);
        await provider.FaultAsync(new { on = "submit", kind = "envelope", code = 50500 });
        AreAs(await imageX.SubmitAsync(), ProviderFailed, "provider_error", retryable: true, Catalogue.ErrorAct.Nobody);
        Assert.Empty(await provider.LedgerAsync());
    }

    [Theory]
    [InlineData("SignatureDoesNotMatch", "credentials_refused")]
    [InlineData("AccessDenied", "model_not_permitted")]
    [InlineData("InvalidActionOrVersion", "provider_misconfigured")]
    [InlineData("InvalidTimestamp", "clock_off")]
    public async Task And_so_does_what_the_gateway_says(string code, string ours)
    {
        await using var provider = await StandIn.StartAsync();
        using var imageX = new ImageXs(provider.Url);
        await provider.FaultAsync(new { on = "submit", kind = "gateway_error", code });
        Assert.Equal(ours, ErrorOf(await imageX.SubmitAsync()).Code);
    }

    [Fact]
    public async Task A_withheld_picture_is_refused_with_its_reason()
    {
        await using var provider = await StandIn.StartAsync();
        using var imageX = new ImageXs(provider.Url);
        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await imageX.SubmitAsync(ImageXs.Request() with { Prompt = "高危画面" }));
        var failed = Assert.IsType<PollOutcome.Failed>(await imageX.PollAsync(accepted.TaskId));
        Assert.Equal(("output_rejected", "50511"), (failed.Error.Code, failed.Error.ProviderCode));
    }

    [Fact]
    public async Task A_task_that_never_was_is_not_found()
    {
        await using var provider = await StandIn.StartAsync();
        using var imageX = new ImageXs(provider.Url);
        Assert.IsType<PollOutcome.NotFound>(await imageX.PollAsync("7418048504813240370"));
    }

    [Theory]
    [InlineData("Service")]
    [InlineData("Region")]
    [InlineData("ServiceId")]
    [InlineData("SubmitAction")]
    [InlineData("ModelVersion")]
    public async Task A_wrong_setting_is_refused_and_an_operator_must_act(string setting)
    {
        await using var provider = await StandIn.StartAsync();
        using var imageX = new ImageXs(provider.Url, options =>
            typeof(ImageXOptions).GetProperty(setting)!.SetValue(options.ImageX, "wrong"));
        var refused = Assert.IsType<SubmitOutcome.Refused>(await imageX.SubmitAsync());
        Assert.Equal(Catalogue.ErrorAct.Operator, Catalogue.ErrorTable.Of(refused.Error.Code).Act);
        Assert.Empty(await provider.LedgerAsync());
    }

    [Theory]
    [InlineData("ServiceId")]
    [InlineData("Domain")]
    [InlineData("Template")]
    public void Without_a_service_its_domain_and_its_template_there_is_no_account(string setting)
    {
        using var imageX = new ImageXs("http://localhost", options =>
            typeof(ImageXOptions).GetProperty(setting)!.SetValue(options.ImageX, ""));
        Assert.Empty(imageX.Provider.Accounts);
    }
}
