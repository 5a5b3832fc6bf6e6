using System.Net.ServerSentEvents;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>Reads a streamed answer and hands each picture on as it arrives.</summary>
internal static class ArkStream
{
    /// <param name="secrets">What no answer brings any further, should it quote the request.</param>
    /// <param name="arrived">Takes each picture, with its place.</param>
    public static async Task ReadAsync(
        Stream body, ArkResult result, Secrets secrets, Action<ProviderPicture> arrived, CancellationToken cancellationToken)
    {
        await using var events = new ClosedEvents(body);
        await foreach (var item in SseParser.Create(events, (type, data) => Parse(type, data.ToArray(), secrets)).EnumerateAsync(cancellationToken))
        {
            foreach (var said in item.Data)
            {
                if (result.Take(said) is { } picture)
                    arrived(picture);
            }

            if (result.HasEnded)
                break;
        }
    }

    private static List<ArkEvent> Parse(string type, byte[] data, Secrets secrets)
    {
        secrets.Blank(data);
        return ArkEvents.Of(type, data);
    }
}
