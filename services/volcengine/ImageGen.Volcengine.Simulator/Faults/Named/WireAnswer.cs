using System.Text;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>An answer as it goes on the wire, before somebody has spoilt it.</summary>
/// <param name="Body">In the parts in which it is sent.</param>
internal sealed record WireAnswer(int Status, string? ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Body)
{
    public const string Json = "application/json; charset=utf-8";
    public const string Stream = "text/event-stream";

    public WireAnswer(int status, string? contentType, byte[] body) : this(status, contentType, [body])
    {
    }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What is said about the length, in the place of the truth.</summary>
    public long? Length { get; init; }

    /// <summary>Nothing is said about the length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The connection ends behind the body, which so is not whole.</summary>
    public bool Breaks { get; init; }

    /// <summary>Between two parts of the body.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>An answer to nothing, for faults that bring their own.</summary>
    public static WireAnswer Empty { get; } = Bare(200);

    /// <summary>A status and nothing else.</summary>
    public static WireAnswer Bare(int status) => new(status, null, Array.Empty<ReadOnlyMemory<byte>>());

    public bool IsStream => ContentType == Stream;

    public byte[] Bytes => [.. Body.SelectMany(part => part.ToArray())];

    public string Text => Encoding.UTF8.GetString(Bytes);

    public WireAnswer With(byte[] body) => this with { Body = [body] };

    public WireAnswer With(string body) => With(Encoding.UTF8.GetBytes(body));

    public WireAnswer WithHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    public async Task SendAsync(HttpContext context, TimeProvider time)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (ContentType is not null)
            response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        if (!IsChunked)
            response.ContentLength = Length ?? Body.Sum(part => (long)part.Length);
        // An answer without its body has nothing to break off.
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        foreach (var part in Body)
        {
            await response.Body.WriteAsync(part, context.RequestAborted);
            if (Pause > TimeSpan.Zero)
            {
                await response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Pause, time, context.RequestAborted);
            }
        }

        if (!Breaks)
            return;
        await response.Body.FlushAsync(context.RequestAborted);
        // The server then closes in good order behind what was sent, where an abort would drop what is still on its way.
        throw new InvalidOperationException("The answer breaks off here, as was asked for.");
    }
}
