using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;
using ImageGen.Storage.Uploads;

namespace ImageGen.Storage.Labels.Reading;

/// <summary>Finds the label of a file without decoding its pixels, for as many at a time as there are processors.</summary>
internal sealed class LabelReader : IDisposable
{
    /// <summary>A picture of ten megabytes has some thousands.</summary>
    private const int MostParts = 100_000;

    private const int LongestText = 4000;

    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);

    /// <param name="content">Seekable.</param>
    /// <exception cref="ProblemException">415 or 422.</exception>
    public async Task<FileLabelResponse> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(content), cancellationToken);
        }
        catch (InvalidPictureException error)
        {
            throw PictureProblems.Of(error);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    private static FileLabelResponse Read(Stream content)
    {
        var structure = PictureInspector.Walk(content, MostParts);
        var packet = structure.Xmp?.Packet is { } xmp ? XmpPacket.Read(xmp) : null;
        var text = packet?.Texts is [var first, ..] ? first : null;
        return new FileLabelResponse(
            structure.Format.ContentType(),
            structure.Width,
            structure.Height,
            text is null ? null : LabelFields.Read(text),
            Shortened(text),
            Shortened(packet?.ProvidersText));
    }

    private static string? Shortened(string? text) => text is null ? null : ShortText.Of(text, LongestText);
}
