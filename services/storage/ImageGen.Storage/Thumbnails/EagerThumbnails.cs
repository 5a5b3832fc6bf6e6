using System.Threading.Channels;
using ImageGen.Storage.Copies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Thumbnails;

/// <summary>Makes thumbnails of fresh pictures before a browser asks. A mere kindness: what does not fit is dropped and made on demand.</summary>
internal sealed partial class EagerThumbnails(ThumbnailStore thumbnails, ILogger<EagerThumbnails> logger) : BackgroundService
{
    private readonly Channel<ImageCopy> fresh =
        Channel.CreateBounded<ImageCopy>(new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Offer(ImageCopy stored) => fresh.Writer.TryWrite(stored);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var copy in fresh.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await thumbnails.EnsureAsync(copy, Variant.Thumbnail, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(copy.ImageId, error.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The thumbnail of {ImageId} is left for later: {Reason}")]
    private partial void LogFailed(string imageId, string reason);
}
