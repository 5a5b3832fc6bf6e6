using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Export;

/// <summary>Says of each picture that was asked for what has become of it and what is known of it: for programs and for spreadsheets.</summary>
internal sealed class ExportManifest(ExportList list, TimeProvider time)
{
    /// <summary>Of the manifest's form; members may be added to it.</summary>
    private const int Version = 1;

    /// <param name="isComplete">False where there were more pictures than an archive takes.</param>
    public async Task WriteAsync(ZipArchive zip, ExportOrder order, IReadOnlyList<ExportedPicture> pictures, bool isComplete, CancellationToken cancellationToken)
    {
        await WriteAsync(zip, "manifest.json", order.Space, pictures, new Form(Head(order.Space, pictures, isComplete), Json, "\n]}\n"), cancellationToken);
        await WriteAsync(zip, "manifest.csv", order.Space, pictures, new Form(ManifestCsv.Head, (lines, entry, _) => ManifestCsv.Write(lines, entry), End: ""), cancellationToken);
    }

    private async Task WriteAsync(
        ZipArchive zip, string name, string space, IReadOnlyList<ExportedPicture> pictures, Form form, CancellationToken cancellationToken)
    {
        await using var file = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        var lines = new StringBuilder(form.Head);
        var isFirst = true;
        foreach (var page in pictures.Chunk(ExportList.PageSize))
        {
            var known = await list.GetAsync(space, [.. page.Select(picture => picture.Id)], cancellationToken);
            foreach (var picture in page)
            {
                form.Write(lines, ManifestEntry.Of(picture, known.GetValueOrDefault(picture.Id)), isFirst);
                isFirst = false;
            }

            await file.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), cancellationToken);
            lines.Clear();
        }

        await file.WriteAsync(Encoding.UTF8.GetBytes(lines.Append(form.End).ToString()), cancellationToken);
    }

    private string Head(string space, IReadOnlyList<ExportedPicture> pictures, bool isComplete)
    {
        var head = JsonSerializer.Serialize(
            new
            {
                Format = "imagegen-export",
                Version,
                CreatedAt = time.GetUtcNow().UtcDateTime,
                Team = Spaces.TeamOf(space),
                Pictures = pictures.Count(picture => picture is { File: not null, Fault: null }),
                Faults = pictures.Count(picture => picture.Fault is not null),
                Complete = isComplete,
            },
            PublicJson.Options);
        return head[..^1] + ",\"entries\":[";
    }

    /// <summary>A picture is a line.</summary>
    private static void Json(StringBuilder lines, ManifestEntry entry, bool isFirst) =>
        lines.Append(isFirst ? "\n" : ",\n").Append(JsonSerializer.Serialize(entry, PublicJson.Options));

    /// <param name="Write">Adds a picture; it is told whether that is the first one.</param>
    private sealed record Form(string Head, Action<StringBuilder, ManifestEntry, bool> Write, string End);
}
