using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Copying;

/// <summary>Opens a picture that was held to everybody of its space, or closes it.</summary>
internal sealed class ImageReviewedHandler(CopyStore copies) : IMessageHandler<ImageReviewed>
{
    /// <exception cref="InvalidOperationException">The picture is not known here, so the bus keeps the message: it may be decided on only when Storage has stored it.</exception>
    public async Task HandleAsync(ImageReviewed message, CancellationToken cancellationToken)
    {
        if (await copies.ChangeAsync(message.ImageId, copy => CopyRules.Hear(copy, message), cancellationToken) is null)
            throw new InvalidOperationException($"{message.ImageId} was reviewed and is not known.");
    }
}
