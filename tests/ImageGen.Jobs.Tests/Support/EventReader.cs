using System.Text.Json;

namespace ImageGen.Jobs.Tests.Support;

/// <summary>Reads the frames of an event stream.</summary>
internal sealed class EventReader(Stream stream) : IAsyncDisposable
{
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(60);
    private readonly StreamReader reader = new(stream);

    public static async Task<EventReader> OpenAsync(JobsHost host, string path, params (string Name, string Value)[] headers)
    {
        var response = await host.GetAsync(path, headers);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return new EventReader(await response.Content.ReadAsStreamAsync());
    }

    public async Task<EventFrame> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (true)
        {
            var line = await reader.ReadLineAsync().WaitAsync(Cap) ?? throw new EndOfStreamException("The stream ended.");
            if (line.Length == 0)
                return new EventFrame(fields);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields[line[..colon]] = line[(colon + 1)..].Trim();
        }
    }

    /// <summary>The next job of the stream; pings are passed over.</summary>
    public async Task<JsonElement> NextJobAsync()
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame.Event == "job")
                return frame.Job;
            Assert.NotEqual("reset", frame.Event);
        }
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal sealed class EventFrame(Dictionary<string, string> fields)
{
    public string? Event => fields.GetValueOrDefault("event");

    public string? Id => fields.GetValueOrDefault("id");

    public string? Retry => fields.GetValueOrDefault("retry");

    public bool IsPing => fields.ContainsKey("");

    public JsonElement Job => JsonDocument.Parse(fields["data"]).RootElement;
}
