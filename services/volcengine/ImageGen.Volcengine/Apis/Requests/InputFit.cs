using ImageGen.Imaging;
using NetVips;

namespace ImageGen.Volcengine.Apis.Requests;

/// <summary>
/// Makes input pictures that a model would refuse for their format or size into ones that it takes: above all large pictures that were
/// generated here. One at a time, because a decoded picture takes many times its file.
/// </summary>
internal sealed class InputFit : IDisposable
{
    private readonly SemaphoreSlim one = new(1);

    /// <returns>Null where it can not be decoded, or libvips is missing here.</returns>
    public Task<FittedPicture?> PictureAsync(byte[] picture, CancellationToken cancellationToken) =>
        MakeAsync(() => ReferenceFit.Make(new MemoryStream(picture)), cancellationToken);

    /// <returns>As large as its picture goes out; null as above.</returns>
    public Task<FittedPicture?> MaskAsync(byte[] mask, int width, int height, CancellationToken cancellationToken) =>
        MakeAsync(() => ReferenceFit.Mask(mask, width, height), cancellationToken);

    public void Dispose() => one.Dispose();

    private async Task<FittedPicture?> MakeAsync(Func<FittedPicture> make, CancellationToken cancellationToken)
    {
        if (!Vips.IsAvailable)
            return null;
        await one.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(make, cancellationToken);
        }
        catch (VipsException)
        {
            return null;
        }
        finally
        {
            one.Release();
        }
    }
}
