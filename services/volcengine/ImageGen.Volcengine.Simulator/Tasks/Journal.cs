using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>An append-only file of JSON lines. A line is with the operating system when a write returns: a kill loses none.</summary>
internal sealed class Journal : IDisposable
{
    private static readonly JsonSerializerOptions Json =
        new(SimulatorJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private readonly FileStream _file;

    private Journal(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Hands each whole line to <paramref name="replay"/>; a line that a kill tore is skipped.</summary>
    public static void Read(string path, Action<JournalLine> replay)
    {
        if (!File.Exists(path))
            return;
        foreach (var text in File.ReadLines(path))
        {
            if (TryParse(text) is { } line)
                replay(line);
        }
    }

    /// <summary>Puts a shorter file with the same meaning in the place of the old one, and opens it.</summary>
    public static Journal Rewrite(string path, IEnumerable<JournalLine> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = path + ".new";
        File.WriteAllLines(fresh, lines.Select(line => JsonSerializer.Serialize(line, Json)));
        File.Move(fresh, path, overwrite: true);
        return new Journal(path);
    }

    public void Write(JournalLine line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, Json), (byte)'\n'];
        _file.Write(bytes);
    }

    public void Dispose() => _file.Dispose();

    private static JournalLine? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One thing that happened.</summary>
internal sealed record JournalLine
{
    public SimulatedTask? Accepted { get; init; }

    /// <summary>The task whose caller was answered.</summary>
    public string? Answered { get; init; }

    /// <summary>The pictures that caller was sent by then.</summary>
    public int Delivered { get; init; }

    /// <summary>The task that its caller has ended.</summary>
    public string? Canceled { get; init; }

    public bool Cleared { get; init; }

    /// <summary>Submissions that count but are too old to be listed.</summary>
    public long Unlisted { get; init; }
}
