using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>Exports of very many pictures, and what others read in them.</summary>
public sealed class ManyPicturesTests : IAsyncLifetime
{
    private readonly OneExportAtATime host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Who_goes_away_ends_the_work()
    {
        host.Shelf.Length = 1 << 20;
        await host.AddAsync(100, 3);
        using (var answer = await host.OpenAsync())
        {
            await using var body = await answer.Content.ReadAsStreamAsync();
            await ExportHost.SkipAsync(body, new byte[1 << 16], 3 << 20);
            using var second = await host.ExportAsync();
            Assert.Equal("too_many_exports", (await JobsHost.ProblemAsync(second, 429)).GetProperty("code").GetString());
        }

        await Eventually.HoldsAsync("the place is free again", async () =>
        {
            using var next = await host.OpenAsync("?q=nothing");
            return next.IsSuccessStatusCode;
        });
        Assert.InRange(host.Shelf.Opened, 1, 250);
    }

    /// <summary>More files than the old form of an archive can count.</summary>
    [Fact]
    public async Task An_archive_of_more_than_65535_files_is_read_by_others()
    {
        const int jobs = 665;
        host.Shelf.Length = 11;
        await host.AddAsync(jobs, 100, job => job with { Request = job.Request with { Prompt = "狐狸 = 🦊" } });
        var file = Path.GetTempFileName();
        try
        {
            using (var answer = await host.OpenAsync())
            {
                await using var saved = File.Create(file);
                await answer.Content.CopyToAsync(saved);
            }

            await using (var zip = await ZipFile.OpenReadAsync(file))
            {
                Assert.Equal((jobs * 100) + 2, zip.Entries.Count);
                using var manifest = await JsonDocument.ParseAsync(await zip.GetEntry("manifest.json")!.OpenAsync());
                Assert.Equal(jobs * 100, manifest.RootElement.GetProperty("entries").GetArrayLength());
            }

            Assert.Equal($"{(jobs * 100) + 2} None {jobs * 100}", await PythonAsync(
                """
                import sys, zipfile
                z = zipfile.ZipFile(sys.argv[1])
                names = z.namelist()
                print(len(names), z.testzip(), sum(n.startswith('pictures/2027-01-15_08') and n.endswith('_狐狸_=_🦊.png') for n in names))
                """,
                file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What spreadsheets and people read of it, by a reader that shares nothing with us.</summary>
    [Fact]
    public async Task Names_bytes_and_tables_are_what_another_reader_finds_too()
    {
        await host.AddAsync(3, 2, job => job with { Title = "=1+1", Tags = ["a,b", "\"c\""], Request = job.Request with { Prompt = "两行\r\n@文字, \"引号\"" } });
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, (await host.ZipAsync()).Bytes);
            Assert.Equal("True True 6 True 两行 @文字, \"引号\" '=1+1 store", await PythonAsync(
                """
                import csv, hashlib, io, json, sys, zipfile
                z = zipfile.ZipFile(sys.argv[1])
                m = json.loads(z.read('manifest.json'))
                rows = list(csv.DictReader(io.StringIO(z.read('manifest.csv').decode('utf-8-sig'), newline='')))
                same = all(hashlib.sha256(z.read(e['file'])).hexdigest() == e['picture']['sha256'] for e in m['entries'])
                flags = all(i.flag_bits & 0x800 for i in z.infolist() if not i.filename.isascii())
                agree = [r['file'] for r in rows] == [e['file'] for e in m['entries']]
                kinds = {i.compress_type for i in z.infolist() if i.filename.startswith('pictures/')}
                print(same, flags, len(rows), agree, ' '.join(rows[0]['prompt'].split()), rows[0]['job_title'], 'store' if kinds == {0} else kinds)
                """,
                file));
            Assert.Contains("No errors detected", await RunAsync("unzip", "-t", file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> PythonAsync(string script, string file) => (await RunAsync("python3", "-X", "utf8", "-c", script, file)).Trim();

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        Assert.SkipUnless(IsThere(program), $"{program} is not on the path.");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private sealed class OneExportAtATime() : ExportHost(("Jobs:ExportsPerCaller", "1"));
}
