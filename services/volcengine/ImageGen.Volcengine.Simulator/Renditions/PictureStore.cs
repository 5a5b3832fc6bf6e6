using System.Security.Cryptography;
using ImageGen.Volcengine.Simulator.Drawing;
using ImageGen.Volcengine.Simulator.Inputs;

namespace ImageGen.Volcengine.Simulator.Renditions;

/// <summary>Draws a picture when it is first asked for and keeps the latest. Drawn again it is the same bytes.</summary>
internal sealed class PictureStore(SimulatorState state, InputStore inputs) : IDisposable
{
    private readonly SemaphoreSlim _brushes = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly PictureCache _cache = new(maxBytes: 96 * 1024 * 1024);
    private readonly Lazy<PictureFile> _fixed = new(() => File(FixedPicture.Draw(PictureFormat.Png)));
    private readonly Lazy<PictureFile> _fixedJpeg = new(() => File(FixedPicture.Draw(PictureFormat.Jpeg)));

    /// <summary>The file of a picture.</summary>
    public async Task<PictureFile> GetAsync(Picture picture, CancellationToken cancel)
    {
        if (state.Settings.Picture == PictureMode.Fixed)
            return (picture.Rendition.Format == PictureFormat.Jpeg ? _fixedJpeg : _fixed).Value;
        if (_cache.Find(picture) is { } known)
            return known;
        await _brushes.WaitAsync(cancel);
        try
        {
            if (_cache.Find(picture) is { } drawnMeanwhile)
                return drawnMeanwhile;
            var file = File(PicturePainter.Draw(picture, [.. picture.Task.Inputs.Select(input => inputs.Read(input.Sha256))]));
            _cache.Add(picture, file);
            return file;
        }
        finally
        {
            _brushes.Release();
        }
    }

    public void Dispose() => _brushes.Dispose();

    private static PictureFile File(byte[] bytes) => new(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
}
