using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>The Jobs service with jobs whose pictures lie in a made-up store.</summary>
public class ExportHost : JobsHost
{
    public ExportHost() : this([])
    {
    }

    private protected ExportHost(params (string Name, string Value)[] settings) : base(folder: null, time: null, settings)
    {
    }

    internal PictureShelf Shelf { get; } = new();

    private protected override void Add(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IObjectStore>(Shelf));

    /// <returns>The ids of its pictures, which are stored.</returns>
    internal async Task<IReadOnlyList<string>> StoredAsync(string job, params int[] places)
    {
        var id = await CreateIdAsync(job);
        foreach (var place in places)
            await TellAsync(id, Stored(id, place));
        return [.. places.Select(place => ImageId.Of(id, 1, place))];
    }

    /// <summary>Very many, without asking for each.</summary>
    /// <param name="jobs">Each with as many pictures as the next.</param>
    internal async Task AddAsync(int jobs, int pictures, Func<Job, Job>? change = null)
    {
        for (var i = 0; i < jobs; i++)
        {
            var job = Some.Job(pictures) with { Id = $"job_{i:d6}", Owner = "local", CreatedAt = Some.Now + i, Status = JobStatus.Succeeded, Settled = true };
            job = job with { Pictures = [.. job.Pictures.Select(picture => StoredPicture(job, picture))] };
            await Service<IDocuments<Job>>().InsertAsync(change?.Invoke(job) ?? job, default);
        }
    }

    internal static string KeyOf(string image) => PictureKeys.Original(image, "image/png");

    internal Task<HttpResponseMessage> ExportAsync(string query = "", string? json = null) =>
        json is null
            ? Client.PostAsync("/api/v1/images/export" + query, null)
            : PostAsync("/api/v1/images/export" + query, json);

    /// <returns>When the answer has begun.</returns>
    internal async Task<HttpResponseMessage> OpenAsync(string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/images/export" + query);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    internal static async Task SkipAsync(Stream body, byte[] block, long bytes)
    {
        while (bytes > 0)
        {
            var read = await body.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, bytes)));
            Assert.NotEqual(0, read);
            bytes -= read;
        }
    }

    internal async Task<ExportedZip> ZipAsync(string query = "", string? json = null) => await ExportedZip.ReadAsync(await ExportAsync(query, json));

    private ImageStored Stored(string job, int place)
    {
        var image = ImageId.Of(job, 1, place);
        return Some.Stored(place) with { JobId = job, ImageId = image, Bytes = Shelf.Length, Sha256 = ShaOf(image) };
    }

    private JobPicture StoredPicture(Job job, JobPicture picture)
    {
        var image = ImageId.Of(job.Id, 1, picture.Index);
        return picture with { ImageId = image, State = PictureState.Stored, ContentType = "image/png", Bytes = Shelf.Length, Sha256 = ShaOf(image), Billed = true, Width = 2048, Height = 2048 };
    }

    private string ShaOf(string image) => Convert.ToHexStringLower(SHA256.HashData(Shelf.BytesOf(KeyOf(image))));
}

/// <summary>An export as it came, read by .NET.</summary>
internal sealed record ExportedZip(byte[] Bytes, IReadOnlyDictionary<string, byte[]> Files, JsonElement Manifest, string Csv)
{
    public IReadOnlyList<JsonElement> Entries => [.. Manifest.GetProperty("entries").EnumerateArray()];

    public IEnumerable<string> Pictures => Files.Keys.Where(name => name.StartsWith("pictures/", StringComparison.Ordinal));

    public static async Task<ExportedZip> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True((int)answer.StatusCode == 200, $"{(int)answer.StatusCode}: {(answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync())}");
            Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
            Assert.Matches(@"^attachment; filename=""?imagegen_\d{4}-\d\d-\d\d_\d{6}\.zip""?$", answer.Content.Headers.ContentDisposition!.ToString());
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            using var zip = new ZipArchive(new MemoryStream(bytes));
            var files = new Dictionary<string, byte[]>();
            foreach (var entry in zip.Entries)
            {
                using var content = new MemoryStream();
                await using var stream = await entry.OpenAsync();
                await stream.CopyToAsync(content);
                files.Add(entry.FullName, content.ToArray());
            }

            return new ExportedZip(bytes, files, JsonDocument.Parse(files["manifest.json"]).RootElement, System.Text.Encoding.UTF8.GetString(files["manifest.csv"]));
        }
    }
}
