using System.Net;
using System.Text;
using System.Text.Json;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>The Ark API as it is on the wire: the call itself answers, in one piece or as a stream.</summary>
internal sealed class ArkApi(Life life, SimulatedProcess process) : IProviderApi
{
    private static readonly int[] Pages = [401, 403, 404, 413, 499, 500, 502, 503, 504];

    public string NameOf(WireQuestion question) => "submit to the provider";

    public Place PlaceOf(WireQuestion question) => Place.Submits;

    public WireAnswer? Answer(WireQuestion question)
    {
        var key = question.Account;
        var order = life.OrderOf(question.Part!);
        var places = life.PlacesOf(question.Part!);
        var entry = life.Provider.Submit(process, question.Part!, key ?? "nobody", question.Model!, places, life.IsGroup(question.Part!), order);
        if (entry.Kind == SubmitKind.NotSent)
            return order?.Quirk == Quirk.BodyIsCut ? question.Cut() : WireAnswer.Unreachable;
        question.Read();
        var (soon, done) = (life.Latency.OfProvider(), entry.DoneAt - life.Clock.Now);
        return entry.Kind switch
        {
            SubmitKind.AnswerLost => WireAnswer.Lost(life.Prng.Chance(0.5) ? soon : done),
            SubmitKind.LostOnTheWay => WireAnswer.Lost(soon),
            SubmitKind.PageAfter => WireAnswer.Page(Pages[life.Prng.Below(Pages.Length)], life.Prng.Chance(0.5) ? soon : done),
            SubmitKind.PageBefore => WireAnswer.Page(Pages[life.Prng.Below(Pages.Length)], soon),
            SubmitKind.Refused => Failure(400, "InputTextSensitiveContentDetected", soon),
            SubmitKind.Failed => Failure(500, "InternalServiceError", soon),
            SubmitKind.Throttled => Failure(429, "ModelAccountRpmRateLimitExceeded", soon),
            SubmitKind.ThrottledLate => Failure(429, "ServerOverloaded", life.Prng.Between(3_000, 8_000)),
            SubmitKind.AccountRefused => key is null ? Failure(401, "AuthenticationError", soon) : Failure(403, "AccountOverdueError", soon),
            SubmitKind.NotPermitted => Failure(404, "ModelNotOpen", soon),
            _ when entry.IsStream => Stream(entry),
            _ => WireAnswer.Of(200, Pictures(entry), done, () => entry.Hold(process, Enumerable.Range(0, entry.Pictures))),
        };
    }

    private static WireAnswer Failure(int status, string code, long after) => WireAnswer.Of(status, new { error = new { code, message = $"{code}. Request id: r" } }, after);

    private static object Pictures(LedgerEntry entry)
    {
        var items = Enumerable.Range(0, entry.Pictures).Select(position => Picture(entry, position)).ToList<object>();
        for (var missing = entry.Pictures; missing < entry.Places; missing++)
            items.Add(new { error = new { code = "OutputImageSensitiveContentDetected", message = "withheld" } });
        return new { model = Models.KeyOf(entry.Model), data = items };
    }

    private static object Picture(LedgerEntry entry, int position) => entry.IsInBytes
        ? new { b64_json = PictureHost.Bytes(entry, position) }
        : new { url = PictureHost.LinkTo(entry, position) };

    private WireAnswer Stream(LedgerEntry entry) => new(life.Latency.OfProvider())
    {
        Response = () => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(new ArkStreamBody(life, process, entry)) { Headers = { ContentType = new("text/event-stream") } },
        },
    };

    /// <summary>The events of a stream, in their order.</summary>
    internal static IEnumerable<(string Event, int? Position)> Events(LedgerEntry entry)
    {
        for (var position = 0; position < entry.Streamed; position++)
            yield return (Event("partial_succeeded", entry, position), position);
        if (entry.Kind == SubmitKind.StreamCut)
            yield break;
        if (entry.Kind == SubmitKind.StreamFailed)
        {
            yield return ("data: " + JsonSerializer.Serialize(new { error = new { code = "InternalServiceError", message = "broke off" } }) + "\n\n", null);
            yield break;
        }

        for (var position = entry.Streamed; position < entry.Places; position++)
            yield return (Event("partial_failed", entry, position), null);
        yield return ("event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\"}\n\ndata: [DONE]\n\n", null);
    }

    private static string Event(string type, LedgerEntry entry, int position)
    {
        object data = type == "partial_failed"
            ? new { type = "image_generation." + type, image_index = position, error = new { code = "OutputImageSensitiveContentDetected", message = "withheld" } }
            : entry.IsInBytes
                ? new { type = "image_generation." + type, image_index = position, b64_json = PictureHost.Bytes(entry, position) }
                : new { type = "image_generation." + type, image_index = position, url = PictureHost.LinkTo(entry, position) };
        return $"event: image_generation.{type}\ndata: {JsonSerializer.Serialize(data)}\n\n";
    }
}

/// <summary>The body of a stream: what has not arrived yet is a step.</summary>
internal sealed class ArkStreamBody(Life life, SimulatedProcess process, LedgerEntry entry) : WaitedStream
{
    private readonly Queue<(string Event, int? Position)> events = new(ArkApi.Events(entry));
    private readonly long pause = Math.Max(1, (entry.DoneAt - life.Clock.Now) / Math.Max(1, entry.Places));

    protected override void Next(Action<byte[]?, Exception?> give)
    {
        var (what, after) = events.TryPeek(out var next) && next.Position is { } position ? ($"picture {position} arrives", pause) : ("the stream ends", 50);
        _ = ReadAsync();

        async Task ReadAsync()
        {
            var chunk = await process.StepAsync(what, after, () => events.TryDequeue(out var given) ? given : default, failure: null, Place.Submits);
            if (IsWaited && chunk.Position is { } arrived)
                entry.Hold(process, [arrived]);
            if (chunk.Event is not null)
                give(Encoding.UTF8.GetBytes(chunk.Event), null);
            else
                give(null, entry.Kind == SubmitKind.StreamCut ? new IOException("The connection broke.") : null);
        }
    }
}
