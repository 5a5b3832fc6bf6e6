using System.Net.ServerSentEvents;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Ark;

/// <summary>
/// Reads a streamed answer. Each picture is handed on as it arrives; what the stream as a whole means is known at its end, or when
/// it breaks: then the pictures that came are there and the others are unknown.
/// </summary>
/// <param name="pictures">How many were asked for.</param>
/// <param name="arrived">Takes each picture, with its place.</param>
internal sealed class ArkStream(int pictures, Action<ProviderPicture> arrived)
{
    // Links are small; this is for answers that carry the bytes all the same.
    private const long MaxBytes = 512L << 20;

    private readonly SortedSet<int> settled = [];
    private int delivered;
    private int unreadable;
    private bool ended;
    private ArkError? error;

    /// <summary>There is a stream to judge.</summary>
    public bool Begun { get; private set; }

    public static bool Is(HttpResponseMessage response) =>
        response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream";

    public async Task<WireReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Begun = true;
        await using var body = new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), MaxBytes);
        await foreach (var item in SseParser.Create(body, ArkEvent.Parse).EnumerateAsync(cancellationToken))
        {
            Take(item.Data);
            if (ended)
                break;
        }

        return WireReply.Answer.Of(response, []);
    }

    public SubmitOutcome Outcome(WireReply reply)
    {
        var requestId = error?.RequestId ?? (reply as WireReply.Answer)?.RequestId;
        // Where every place is settled, nothing was left to come when it broke.
        if (settled.Count >= pictures || (ended && unreadable == 0))
            return new SubmitOutcome.Delivered([], requestId, error is null ? null : ArkErrors.Of(error, requestId));
        var reason = reply is WireReply.Lost lost ? lost.Reason
            : unreadable > 0 ? "The stream has an event that can not be read."
            : "The stream ended before it was complete.";
        return new SubmitOutcome.Unknown($"{reason} {delivered} of {pictures} pictures had arrived.", requestId);
    }

    private void Take(ArkEvent item)
    {
        switch (item)
        {
            case ArkEvent.Settled { Item: var picture, Index: var index }:
                Settle(picture, index);
                break;
            case ArkEvent.Broken broken:
                (error, ended) = (broken.Error, true);
                break;
            case ArkEvent.Ended:
                ended = true;
                break;
            case ArkEvent.Unreadable:
                unreadable++;
                break;
        }
    }

    private void Settle(ArkItem item, int? index)
    {
        var free = Enumerable.Range(0, pictures).FirstOrDefault(place => !settled.Contains(place), pictures);
        // A number that makes no sense must not cost a picture its place.
        var place = index is { } given && given >= 0 && given < pictures && !settled.Contains(given) ? given : free;
        settled.Add(place);
        if (item.Picture is { } picture)
        {
            delivered++;
            arrived(picture with { Place = place });
        }
        else
        {
            error = item.Error;
        }
    }
}
