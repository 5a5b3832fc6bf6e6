using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Apis.Ark;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Apis.ImageX;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Apis.Answers;

/// <summary>
/// What holds of every answer, however it is written: no picture and no task id that is in it is lost, and what is junk becomes neither
/// a picture nor a refusal. A failure names the seed that made it.
/// </summary>
public class AnswerPropertyTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void No_picture_of_an_answer_of_Ark_is_lost() => ForAll(odd =>
    {
        var pictures = Pictures(odd, 1 + odd.Next(4));
        var items = new JsonArray([.. pictures.Select(picture => odd.Item(picture.Url, picture.Bytes))]);
        // Junk takes the places behind the pictures, or between them.
        for (var junk = odd.Next(3); junk > 0; junk--)
            items.Insert(odd.Next(items.Count + 1), odd.Junk());
        JsonNode data = items.Count == 1 && items[0] is JsonObject && odd.Maybe() ? items[0]!.DeepClone() : odd.Maybe(0.1) ? items.ToJsonString() : items;
        var answer = new JsonObject { ["model"] = "m", ["created"] = 1, [odd.One("data", "images")] = data, ["usage"] = new JsonObject { ["generated_images"] = pictures.Count } };

        var (outcome, found) = ArkAnswers.ReadAll(Answer(odd.One(200, 200, 201, 500), Body(odd, answer)), items.Count);

        AssertSame(pictures, found);
        Assert.IsNotType<SubmitOutcome.Refused>(outcome, exactMatch: false);
        Assert.IsNotType<SubmitOutcome.NotSent>(outcome, exactMatch: false);
        Assert.IsNotType<SubmitOutcome.Throttled>(outcome, exactMatch: false);
    });

    [Fact]
    public void No_picture_of_a_stream_is_lost() => ForAllAsync(async odd =>
    {
        var pictures = Pictures(odd, 1 + odd.Next(4));
        var line = odd.One("\n", "\r\n", "\r");
        var blank = odd.One("", " ");
        var stream = new StringBuilder(odd.One("", "\ufeff", line, ": hello" + line + line));
        foreach (var (index, picture) in pictures.Index())
        {
            var item = new JsonObject { ["type"] = "image_generation.partial_succeeded", ["image_index"] = odd.One<JsonNode>(index, index.ToString(System.Globalization.CultureInfo.InvariantCulture), 99) };
            var holder = odd.Maybe(0.2) ? new JsonObject() : item;
            holder[picture.Url is null ? "b64_json" : "url"] = picture.Url ?? odd.Base64(picture.Bytes!);
            if (holder != item)
                item[odd.One("data", "result", "output")] = odd.Maybe() ? holder : new JsonArray(holder);
            var text = odd.Form(item).ToJsonString();
            if (odd.Maybe())
                stream.Append("event:").Append(blank).Append("image_generation.partial_succeeded").Append(line);
            stream.Append("data:").Append(blank).Append(odd.Maybe() ? text.Replace(",\"", $",{line}data:{blank}\"", StringComparison.Ordinal) : text).Append(line).Append(line);
            stream.Append(odd.One("", "", $": ping{line}{line}", $"event: ping{line}data: ping{line}{line}", $"data: {{}}{line}{line}", $"retry: 10{line}", $"event: image_generation.partial_image{line}data: {{\"b64_json\":\"iVBORw0KGgo\"}}{line}{line}"));
        }

        if (odd.Maybe())
            stream.Append("data: {\"type\":\"image_generation.completed\",\"usage\":{}}").Append(line).Append(line);
        if (odd.Maybe())
            stream.Append("data: [DONE]").Append(odd.One("", line + line));
        // The last event may miss what closes it.
        var bytes = Encoding.UTF8.GetBytes(odd.Maybe() ? stream.ToString().TrimEnd('\r', '\n') : stream.ToString());

        var found = new ArkResult(pictures.Count);
        await ArkStream.ReadAsync(new DrippingStream(bytes, odd.One(1, 7, 4096)), found, new Secrets(), _ => { }, TestContext.Current.CancellationToken);
        AssertSame(pictures, found.Pictures);

        AssertSame(pictures, ArkAnswers.ReadAll(Answer(200, bytes), pictures.Count).Pictures);
    });

    [Fact]
    public void No_task_id_is_lost() => ForAll(odd =>
    {
        var id = odd.TaskId();
        var (body, imageX) = Accepted(odd, id);

        var outcome = SubmitReading.Of(Answer(odd.One(200, 200, 200, 400, 500), body), imageX ? ImageXAnswer.Parse : null);

        Assert.Equal(id, Assert.IsType<SubmitOutcome.Accepted>(outcome).TaskId);
    });

    [Fact]
    public void A_task_id_that_is_whole_is_read_wherever_the_answer_breaks_and_half_of_one_never_is() => ForAll(odd =>
    {
        var id = odd.TaskId();
        var text = new JsonObject { ["code"] = 10000, ["message"] = "Success", ["request_id"] = "r1", ["data"] = new JsonObject { ["task_id"] = id }, ["time_elapsed"] = "1ms" }.ToJsonString();
        var cut = 1 + odd.Next(text.Length - 1);

        var outcome = SubmitReading.Of(Answer(200, Encoding.UTF8.GetBytes(text[..cut])) with { Cut = odd.Maybe() ? "cut" : null });

        if (cut > text.IndexOf(id, StringComparison.Ordinal) + id.Length)
            Assert.Equal(id, Assert.IsType<SubmitOutcome.Accepted>(outcome).TaskId);
        else
            Assert.IsType<SubmitOutcome.Unknown>(outcome);
    });

    [Fact]
    public void No_picture_of_a_result_is_lost() => ForAll(odd =>
    {
        var pictures = Pictures(odd, 1 + odd.Next(3), alike: true);
        var list = new JsonArray([.. pictures.Select(picture => odd.Item(picture.Url, picture.Bytes))]);
        for (var junk = odd.Next(2); junk > 0; junk--)
            list.Insert(odd.Next(list.Count + 1), odd.Junk());
        var name = pictures[0].Url is null ? "binary_data_base64" : "image_urls";
        var status = odd.One("done", "DONE", "resting");
        if (odd.Maybe(0.1))
        {
            var bare = new JsonObject { ["code"] = Code(odd), ["status"] = odd.One<JsonNode>(status, 10000), ["message"] = "Success", ["request_id"] = "r1", [name] = list };
            if (odd.Maybe())
                bare["data"] = odd.One<JsonNode?>(null, new JsonObject(), new JsonObject { ["status"] = status });
            AssertSame(pictures, Assert.IsType<PollOutcome.Done>(PollReading.Of(Answer(200, Body(odd, bare)))).Pictures);
            return;
        }

        if (odd.Maybe(0.1) && list.Count == pictures.Count)
        {
            var apart = new JsonArray([.. list.Select(item => new JsonObject { ["status"] = status, [name] = item?.DeepClone() })]);
            var whole = new JsonObject { ["code"] = Code(odd), ["message"] = "Success", ["request_id"] = "r1", ["data"] = apart };
            AssertSame(pictures, Assert.IsType<PollOutcome.Done>(PollReading.Of(Answer(200, Body(odd, whole)))).Pictures);
            return;
        }

        var data = new JsonObject { ["status"] = status, [name] = list.Count == 1 && odd.Maybe() ? list[0]!.DeepClone() : list };
        if (odd.Maybe())
            data[name == "image_urls" ? "binary_data_base64" : "image_urls"] = odd.One<JsonNode?>(null, new JsonArray(), "");
        var (body, imageX) = Finished(odd, data);

        var outcome = PollReading.Of(Answer(200, body), imageX ? ImageXAnswer.Parse : null);

        AssertSame(pictures, Assert.IsType<PollOutcome.Done>(outcome).Pictures);
    });

    [Fact]
    public void Junk_is_no_picture_no_task_and_no_refusal() => ForAll(odd =>
    {
        var body = JunkBody(odd);
        var answer = Answer(odd.One(200, 202, 302, 401, 403, 404, 407, 413, 429, 499, 500, 502, 503, 504), body);

        var (ark, pictures) = ArkAnswers.ReadAll(answer, 2);
        Assert.Empty(pictures);
        Assert.IsType<SubmitOutcome.Unknown>(ark);
        Assert.IsType<SubmitOutcome.Unknown>(SubmitReading.Of(answer));
        Assert.IsType<SubmitOutcome.Unknown>(SubmitReading.Of(answer, ImageXAnswer.Parse));
        Assert.IsType<PollOutcome.Unavailable>(PollReading.Of(answer));
        Assert.IsType<PollOutcome.Unavailable>(PollReading.Of(answer, ImageXAnswer.Parse));
    });

    [Fact]
    public void Any_bytes_are_read_without_an_exception() => Check.One(Runs, Prop.ForAll<byte[]>(bytes =>
    {
        var answer = Answer(200, bytes);
        ArkAnswers.ReadAll(answer, 2);
        SubmitReading.Of(answer);
        PollReading.Of(answer, ImageXAnswer.Parse);
        AnswerText.Of(answer);
    }));

    [Fact]
    public void Half_an_answer_of_any_kind_is_read_without_an_exception_and_shows_no_more_than_there_is() => ForAll(odd =>
    {
        var pictures = Pictures(odd, 3, alike: true);
        var text = new JsonObject
        {
            ["data"] = new JsonArray([.. pictures.Select(picture => new JsonObject { [picture.Url is null ? "b64_json" : "url"] = picture.Url ?? odd.Base64(picture.Bytes!) })]),
        }.ToJsonString();
        var cut = 1 + odd.Next(text.Length - 1);

        var (outcome, found) = ArkAnswers.ReadAll(Answer(200, Encoding.UTF8.GetBytes(text[..cut])) with { Cut = "cut" }, 3);

        AssertSame([.. pictures.Take(found.Count)], found);
        Assert.Equal(found.Count == 3, outcome is SubmitOutcome.Delivered);
    });

    [Fact]
    public void Bytes_of_a_picture_are_the_same_however_they_are_written() => ForAll(odd =>
    {
        var bytes = odd.Picture();
        Assert.Equal(bytes, PictureBytes.Of(Encoding.UTF8.GetBytes(odd.Base64(bytes))));
    });

    private static List<ProviderPicture> Pictures(OddWriting odd, int count, bool alike = false)
    {
        var links = odd.Maybe(0.5);
        return [.. Enumerable.Range(0, count).Select(_ => (alike ? links : odd.Maybe(0.5)) ? new ProviderPicture(odd.Link()) : new ProviderPicture(null, odd.Picture()))];
    }

    private static (byte[] Body, bool ImageX) Accepted(OddWriting odd, string id)
    {
        JsonNode value = odd.Maybe() ? JsonNode.Parse(id)! : id;
        var service = new JsonObject { ["code"] = Code(odd), ["message"] = "Success", ["request_id"] = "r1", ["data"] = Data(odd, new JsonObject { ["task_id"] = value }) };
        if (odd.Maybe())
            return (Body(odd, new JsonObject { ["ResponseMetadata"] = new JsonObject { ["RequestId"] = "r1" }, ["Result"] = new JsonObject { ["TaskId"] = value.DeepClone(), ["RespJson"] = odd.One<JsonNode?>(null, service, service.ToJsonString()) } }), true);
        if (odd.Maybe())
            service["ResponseMetadata"] = new JsonObject { ["RequestId"] = "r2" };
        return (Body(odd, service), false);
    }

    private static (byte[] Body, bool ImageX) Finished(OddWriting odd, JsonObject data)
    {
        var service = new JsonObject { ["code"] = Code(odd), ["message"] = "Success", ["request_id"] = "r1", ["data"] = Data(odd, data) };
        return odd.Maybe()
            ? (Body(odd, new JsonObject { ["ResponseMetadata"] = new JsonObject { ["RequestId"] = "r1" }, ["Result"] = new JsonObject { ["RespJson"] = odd.One<JsonNode>(service, service.ToJsonString()) } }), true)
            : (Body(odd, service), false);
    }

    private static JsonNode Code(OddWriting odd) => odd.One<JsonNode>(10000, "10000", 10000.0, " 10000 ");

    private static JsonNode Data(OddWriting odd, JsonObject data) => odd.One(0, 0, 0, 1, 2) switch
    {
        1 => new JsonArray(data),
        2 => data.ToJsonString(),
        _ => data,
    };

    private static byte[] JunkBody(OddWriting odd) => odd.One<Func<byte[]>>(
        () => [],
        () => Encoding.UTF8.GetBytes("<!doctype html><html><script>var a={\"code\":50412,\"request_id\":\"r\",\"error\":{\"code\":\"InvalidParameter\",\"message\":\"x\"}}</script></html>"),
        () => Encoding.UTF8.GetBytes("Forbidden"),
        () => "null"u8.ToArray(),
        () => "{}"u8.ToArray(),
        () => "[]"u8.ToArray(),
        () => "17"u8.ToArray(),
        () => Encoding.UTF8.GetBytes("""{"code":403,"message":"Forbidden","data":null}"""),
        () => Encoding.UTF8.GetBytes("""{"code":"40301","msg":"denied","url":"https://help.example.com/denied"}"""),
        () => Encoding.UTF8.GetBytes("""{"timestamp":1,"status":403,"error":"Forbidden","path":"/"}"""),
        () => Encoding.UTF8.GetBytes("""{"detail":"Not authenticated"}"""),
        () => Encoding.UTF8.GetBytes("""{"success":false,"result":null}"""),
        () => Encoding.UTF8.GetBytes("upstream connect error or disconnect/reset before headers. reset reason: connection failure"))();

    private static byte[] Body(OddWriting odd, JsonNode node) => odd.Write(odd.Form(node));

    private static WireReply.Answer Answer(int status, byte[] body) => new(status, AnswerBody.Utf8Of(body));

    private static void AssertSame(IReadOnlyList<ProviderPicture> expected, IEnumerable<ProviderPicture> found) => Assert.Equal(
        expected.Select(picture => picture.Url ?? Convert.ToHexString(picture.Bytes!)).Order(StringComparer.Ordinal),
        found.Select(picture => picture.Url ?? Convert.ToHexString(picture.Bytes!)).Order(StringComparer.Ordinal));

    private static void ForAll(Action<OddWriting> holds) => Check.One(Runs, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var odd = new OddWriting(seed);
        try
        {
            holds(odd);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Seed {seed}, last written: {odd.Written}", error);
        }
    }));

    private static void ForAllAsync(Func<OddWriting, Task> holds) => ForAll(odd => holds(odd).GetAwaiter().GetResult());

    /// <summary>Bytes that come a few at a time.</summary>
    private sealed class DrippingStream(byte[] bytes, int atATime) : ReadOnlyStream
    {
        private int at;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var part = bytes.AsMemory(at, Math.Min(Math.Min(atATime, buffer.Length), bytes.Length - at));
            part.CopyTo(buffer);
            at += part.Length;
            return ValueTask.FromResult(part.Length);
        }
    }
}
