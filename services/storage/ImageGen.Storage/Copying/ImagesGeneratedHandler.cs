using ImageGen.Contracts;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Copying;

/// <summary>Takes pictures in: one waiting copy each. The bytes are the copy loop's business.</summary>
internal sealed class ImagesGeneratedHandler(CopyStore copies, CopyWake wake, TimeProvider time)
{
    public async Task HandleAsync(ImagesGenerated message, CancellationToken cancellationToken)
    {
        foreach (var image in message.Images)
        {
            if (!await copies.TryAddAsync(CopyRules.New(message, image, Now), cancellationToken))
                await copies.DecideAsync(image.ImageId, seen: null, copy => CopyRules.Hear(copy, message, image, Now), cancellationToken);
        }
        wake.Signal.Set();
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
