using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Purging;

/// <summary>Marks pictures that are to go for good: from then on nobody reads them. Their objects are the business of <see cref="PicturePurge"/>.</summary>
internal sealed class PurgeImagesHandler(CopyStore copies, TimeProvider time) : IMessageHandler<PurgeImages>
{
    public async Task HandleAsync(PurgeImages message, CancellationToken cancellationToken)
    {
        foreach (var imageId in message.ImageIds)
        {
            if (!await copies.TryAddAsync(CopyRules.Purged(message, imageId, time.UnixMilliseconds()), cancellationToken))
                await copies.ChangeAsync(imageId, copy => CopyRules.Purge(copy, time.UnixMilliseconds()), cancellationToken);
        }
    }
}
