using System.IO.Compression;
using System.Text;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Export;

/// <summary>
/// Writes pictures and what is known of them into a ZIP while it is sent. Of each picture only a line stays in memory: the manifests, which come
/// last, look the rest up again.
/// </summary>
internal sealed class ImageExport(ExportList list, Originals originals, ExportManifest manifest)
{
    /// <summary>An archive has a directory, which is held until its end.</summary>
    private const int Most = 100_000;

    /// <summary>Pictures in a row that the store does not give: then it is the store's trouble, and no archive without pictures may pass for one.</summary>
    private const int MostUnavailable = 10;

    private const string Folder = "pictures/";

    /// <param name="body">Left open, and without an archive's end where this throws: what broke off must not pass for a whole one.</param>
    /// <exception cref="ProblemException">503: the object store gives nothing.</exception>
    public async Task WriteAsync(ExportOrder order, ZipBody body, CancellationToken cancellationToken)
    {
        var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        var (pictures, isComplete) = await WritePicturesAsync(zip, order, cancellationToken);
        await manifest.WriteAsync(zip, order, pictures, isComplete, cancellationToken);
        await zip.DisposeAsync();
        await body.SendAsync(cancellationToken);
    }

    private async Task<(IReadOnlyList<ExportedPicture> Pictures, bool IsComplete)> WritePicturesAsync(ZipArchive zip, ExportOrder order, CancellationToken cancellationToken)
    {
        var (pictures, names, unavailable) = (new List<ExportedPicture>(), new PictureNames(), 0);
        await foreach (var candidate in list.OfAsync(order, cancellationToken))
        {
            // Somebody who has gone may be noticed by nothing else.
            cancellationToken.ThrowIfCancellationRequested();
            if (pictures.Count == Most)
                return (pictures, false);
            var exported = await WriteAsync(zip, candidate, names, cancellationToken);
            pictures.Add(exported);
            unavailable = exported.Fault == PictureFault.Unavailable ? unavailable + 1 : 0;
            if (unavailable == MostUnavailable)
                throw ProblemException.Of(503, ErrorCodes.ObjectStoreUnavailable).After(TimeSpan.FromSeconds(30));
        }

        return (pictures, true);
    }

    private async Task<ExportedPicture> WriteAsync(ZipArchive zip, ExportCandidate candidate, PictureNames names, CancellationToken cancellationToken)
    {
        if (candidate.Found is not { } found)
            return new ExportedPicture(candidate.Id, File: null, candidate.Fault);
        string? file = null;
        var fault = await originals.CopyAsync(
            found,
            () =>
            {
                file = Folder + names.Next(found.Job, found.Picture);
                var entry = zip.CreateEntry(file, CompressionLevel.NoCompression);
                entry.LastWriteTime = DateTimeOffset.FromUnixTimeMilliseconds(found.Job.CreatedAt);
                return entry.OpenAsync(cancellationToken);
            },
            cancellationToken);
        return new ExportedPicture(candidate.Id, file, fault);
    }
}
