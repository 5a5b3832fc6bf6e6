using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads;

/// <summary>An upload as it will be kept.</summary>
/// <param name="Content">Seekable, at its start.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record PreparedUpload(Stream Content, PictureFormat Format, int Width, int Height) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
