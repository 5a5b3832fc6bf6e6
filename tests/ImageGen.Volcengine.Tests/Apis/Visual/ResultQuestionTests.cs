using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using SkiaSharp;

namespace ImageGen.Volcengine.Tests.Apis.Visual;

/// <summary>The options of a result belong to the question for it: links or bytes, the visible label, the metadata.</summary>
public class ResultQuestionTests
{
    [Theory]
    [InlineData(true, true, "001", """{\"return_url\":true,\"logo_info\":{\"add_logo\":true,\"position\":0,\"language\":0,\"opacity\":1},\"aigc_meta\":{\"content_producer\":\"001\",\"producer_id\":\"img_1\"}}""")]
    [InlineData(false, false, null, """{\"return_url\":false,\"logo_info\":{\"add_logo\":false,\"position\":0,\"language\":0,\"opacity\":1}}""")]
    public async Task It_is_asked_as_configured(bool links, bool label, string? producer, string expected)
    {
        string? seen = null;
        await using var server = RawServer.Doing(request =>
        {
            seen = request.Text;
            return request.WriteAsync(RawServer.Response("200 OK", """{"code":10000,"data":{"status":"in_queue"}}"""));
        });
        using var visual = new Visuals(server.Url, options =>
        {
            options.Visual.ReturnUrl = links;
            options.VisibleLabel = label;
            options.ContentProducer = producer;
        });

        Assert.IsType<PollOutcome.Pending>(await visual.PollAsync());
        Assert.EndsWith($"{{\"req_key\":\"jimeng_t2i_v40\",\"task_id\":\"77\",\"req_json\":\"{expected}\"}}", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_picture_comes_as_a_link_or_as_its_bytes(bool links)
    {
        await using var provider = await StandIn.StartAsync();
        using var visual = new Visuals(provider.Url, options =>
        {
            options.AccessKey = SimulatorCredentials.AccessKey;
            options.SecretKey = SimulatorCredentials.SecretKey;
            options.Visual.ReturnUrl = links;
        });
        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await visual.SubmitAsync());
        var task = new ProviderTask("visual", visual.Provider.Accounts[0].Id, "jimeng_t2i_v40", accepted.TaskId, "img_1");
        var picture = Assert.Single(Assert.IsType<PollOutcome.Done>(await visual.Provider.PollAsync(task, TestContext.Current.CancellationToken)).Pictures);

        Assert.Equal(links, picture.Bytes is null);
        var bytes = picture.Bytes ?? await provider.Http.GetByteArrayAsync(picture.Url, TestContext.Current.CancellationToken);
        using var codec = SKCodec.Create(new MemoryStream(bytes));
        Assert.Equal((2048, 2048), (codec.Info.Width, codec.Info.Height));
    }
}
