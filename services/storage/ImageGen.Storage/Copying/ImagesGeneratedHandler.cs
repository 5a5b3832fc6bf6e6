using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Copying;

/// <summary>Takes pictures in: one waiting copy each. The bytes are the copy loop's business.</summary>
internal sealed class ImagesGeneratedHandler(CopyStore copies, CopyWake wake, TimeProvider time) : IMessageHandler<ImagesGenerated>
{
    public async Task HandleAsync(ImagesGenerated message, CancellationToken cancellationToken)
    {
        foreach (var image in message.Images)
        {
            if (!await copies.TryAddAsync(CopyRules.New(message, image, time.UnixMilliseconds()), cancellationToken))
                await copies.ChangeAsync(image.ImageId, copy => CopyRules.Hear(copy, message, image, time.UnixMilliseconds()), cancellationToken);
        }
        wake.Now();
    }
}
