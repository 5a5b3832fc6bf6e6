using System.Diagnostics;

namespace ImageGen.Persistence.Tests;

/// <summary>A process that writes as fast as it can, says what was acknowledged, and gets killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    public const string Command = "write-until-killed";

    private readonly Process process;
    private readonly List<(string Id, long Version)> acknowledged = [];

    private WriterProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            // The last line may be torn.
            if (line.Data?.Split(' ') is not [var id, var version, "."]) return;
            lock (acknowledged) acknowledged.Add((id, long.Parse(version)));
        };
        process.BeginOutputReadLine();
    }

    public int Acknowledged
    {
        get
        {
            lock (acknowledged) return acknowledged.Count;
        }
    }

    public static WriterProcess Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Under "dotnet X.dll" the process is dotnet; as its own executable it is the assembly.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(WriterProcess).Assembly.Location);
        start.ArgumentList.Add(Command);
        start.ArgumentList.Add(folder);
        return new WriterProcess(Process.Start(start)!);
    }

    /// <summary>Runs in the child.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        using var locked = DataFolder.Lock(folder);
        using var store = Store.Open("IMAGEGEN_DATA", locked.Path, Note.Model("notes"));
        var notes = store.Documents<Note>();
        await using var output = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async writer =>
        {
            for (var i = 0; ; i++)
            {
                var id = Guid.NewGuid().ToString("N");
                var note = (await notes.InsertAsync(new Note { Id = id, Text = new string('x', writer * 200), DueAt = i }, CancellationToken.None))!;
                Say(note);
                Say((await notes.ReplaceAsync(note, note.Body with { Count = i }, CancellationToken.None))!);
            }
        }));
        return 0;

        void Say(Stored<Note> note)
        {
            lock (output) output.Write(System.Text.Encoding.ASCII.GetBytes($"{note.Id} {note.Version} .\n"));
        }
    }

    /// <summary>SIGKILL, with all that was said until then.</summary>
    public async Task<IReadOnlyList<(string Id, long Version)>> KillAsync()
    {
        process.Kill();
        // Also waits for the end of the output.
        await process.WaitForExitAsync();
        lock (acknowledged) return [.. acknowledged];
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
