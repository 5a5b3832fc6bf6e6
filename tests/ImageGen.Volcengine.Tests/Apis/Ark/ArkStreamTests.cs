using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static ImageGen.Volcengine.Tests.Apis.Ark.ArkWire;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>What a call tells before its end.</summary>
public class ArkStreamTests
{
    [Fact]
    public async Task Each_picture_is_told_of_as_it_arrives()
    {
        var progress = new TaskCompletionSource<RecordedProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Doing(async request =>
        {
            var told = await progress.Task;
            await StreamAsync(request, Succeeded(0));
            // The next picture is not made before the first one is known.
            await told.WhenAsync(1);
            await ChunkAsync(request, Succeeded(1));
            await told.WhenAsync(2);
            await ChunkAsync(request, Completed + Done);
            await EndAsync(request);
        });
        await using var ark = new Arks(server.Url);
        progress.SetResult(ark.Progress);

        var delivered = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Group(2)));

        Assert.Equal((0, null, "r1"), (delivered.Pictures.Count, delivered.Error, delivered.RequestId));
        Assert.Equal([(0, "https://example.com/0"), (1, "https://example.com/1")], ark.Progress.Pictures.Select(picture => (picture.Place!.Value, picture.Url!)));
    }

    public static TheoryData<string, string?, string> Ends { get; } = new()
    {
        { Succeeded(0) + Succeeded(1) + Succeeded(2) + Completed + Done, null, "0,1,2" },
        // The model may make fewer than asked for.
        { Succeeded(0) + Completed + Done, null, "0" },
        { Succeeded(0) + Done, null, "0" },
        { Succeeded(0) + Completed, null, "0" },
        { Failed(0, "OutputImageSensitiveContentDetected") + Succeeded(1) + Succeeded(2) + Completed + Done, "output_rejected", "1,2" },
        { Succeeded(0) + Failed(1, "InternalServiceError") + Completed + Done, "provider_error", "0" },
        { Failed(0, "InternalServiceError") + Completed + Done, "provider_error", "" },
        { Succeeded(0) + "data: {\"error\":{\"code\":\"InternalServiceError\",\"message\":\"x\"}}\n\n", "provider_error", "0" },
        { "data: {\"error\":{\"code\":\"ServerOverloaded\",\"message\":\"x\"}}\n\n", "throttled", "" },
        // Comments, unknown types, an event of several lines, and a type that stands in the data only.
        { ": hello\n\nevent: image_generation.partial_image\ndata: {\"b64_json\":\"AQID\"}\n\n" + Succeeded(0) + Completed + Done, null, "0" },
        { "data: {\ndata: \"type\":\"image_generation.partial_succeeded\",\ndata: \"image_index\":2,\"url\":\"https://example.com/2\"}\n\n" + Completed + Done, null, "2" },
        { Succeeded(0).Replace("\n", "\r\n", StringComparison.Ordinal) + Completed + Done, null, "0" },
        // Numbers that make no sense cost no picture.
        { Succeeded(1) + Succeeded(1) + Succeeded(9) + Completed + Done, null, "1,0,2" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_stream_that_ends_says_what_is_there_and_why_the_rest_is_not(string events, string? error, string places)
    {
        await using var server = Streaming(events);
        await using var ark = new Arks(server.Url);
        var delivered = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Group(3)));
        Assert.Equal(error, delivered.Error?.Code);
        Assert.Equal(places, string.Join(',', ark.Progress.Places));
    }

    [Fact]
    public async Task A_group_can_be_answered_in_one_piece_all_the_same()
    {
        await using var server = RawServer.Answering("200 OK", """{"data":[{"url":"https://example.com/0"},{"url":"https://example.com/1"}]}""");
        await using var ark = new Arks(server.Url);
        var delivered = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Group(2)));
        Assert.Equal([0, 1], delivered.Pictures.Select(picture => picture.Place!.Value));
    }

    [Fact]
    public async Task A_call_that_is_not_refused_at_once_has_started()
    {
        var time = new FakeTimeProvider();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Doing(async request =>
        {
            await answer.Task;
            await request.WriteAsync(RawServer.Response("200 OK", """{"data":[{"url":"https://example.com/0"}]}"""));
        });
        await using var ark = new Arks(server.Url, time: time);
        var submitting = ark.SubmitAsync(Arks.Request());
        while (!ark.Progress.Started.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        answer.SetResult();
        Assert.IsType<SubmitOutcome.Delivered>(await submitting);
    }

    [Fact]
    public async Task A_call_that_is_answered_at_once_has_not()
    {
        await using var server = RawServer.Answering("400 Bad Request", Error("InvalidParameter"));
        await using var ark = new Arks(server.Url, time: new FakeTimeProvider());
        await ark.SubmitAsync(Arks.Request());
        Assert.False(ark.Progress.Started.IsCompleted);
    }
}
