using System.Net.ServerSentEvents;
using System.Text.Json;

namespace ImageGen.EndToEnd.Tests.Support;

/// <summary>
/// A reader of the event stream that moves between replicas, as a browser behind a gateway does, and keeps what the page keeps: of each
/// job the newest version.
/// </summary>
internal sealed class JobWatcher : IAsyncDisposable
{
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Dictionary<string, JsonElement> newest = [];
    private readonly Lock gate = new();
    private CancellationTokenSource moving = new();
    private Task reading = Task.CompletedTask;
    private string? lastEventId;

    /// <summary>How many frames have come, on all connections together.</summary>
    public int Frames { get; private set; }

    /// <summary>Leaves the replica that is being read, if any, and goes on at another from the last event on.</summary>
    public async Task MoveToAsync(Uri replica)
    {
        await moving.CancelAsync();
        await reading;
        moving.Dispose();
        moving = new CancellationTokenSource();
        reading = ReadAsync(new Uri(replica, "/api/v1/events"), moving.Token);
    }

    public long? VersionOf(string job)
    {
        lock (gate)
            return newest.TryGetValue(job, out var seen) ? Version(seen) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await moving.CancelAsync();
        // A failed expectation of the reading surfaces here too.
        await reading;
        moving.Dispose();
        http.Dispose();
    }

    /// <summary>Opens the stream again whenever it breaks, as EventSource does.</summary>
    private async Task ReadAsync(Uri events, CancellationToken moved)
    {
        while (!moved.IsCancellationRequested)
        {
            try
            {
                await ReadConnectionAsync(events, moved);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }

    private async Task ReadConnectionAsync(Uri events, CancellationToken moved)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, events);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, moved);
        response.EnsureSuccessStatusCode();
        var frames = SseParser.Create(await response.Content.ReadAsStreamAsync(moved));
        var onThisConnection = new Dictionary<string, long>();
        await foreach (var frame in frames.EnumerateAsync(moved))
        {
            lastEventId = frames.LastEventId;
            Assert.Equal("job", frame.EventType);
            var job = JsonDocument.Parse(frame.Data).RootElement;
            Assert.True(Version(job) > onThisConnection.GetValueOrDefault(ImageGenClient.Id(job), -1), $"A version came twice or went back: {job}");
            onThisConnection[ImageGenClient.Id(job)] = Version(job);
            Keep(job);
        }
    }

    private void Keep(JsonElement job)
    {
        lock (gate)
        {
            Frames++;
            var id = ImageGenClient.Id(job);
            if (newest.TryGetValue(id, out var known))
            {
                if (Version(known) >= Version(job))
                    return;
                Assert.False(ImageGenClient.HasEnded(known) && !ImageGenClient.HasEnded(job), $"An ended job was seen open again: {job}");
            }
            newest[id] = job;
        }
    }

    private static long Version(JsonElement job) => job.GetProperty("version").GetInt64();
}
