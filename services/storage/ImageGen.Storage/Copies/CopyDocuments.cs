using ImageGen.Messaging;
using ImageGen.Persistence;

namespace ImageGen.Storage.Copies;

internal static class CopyDocuments
{
    public const string NextTryAt = "nextTryAt";

    public static DocumentModel<ImageCopy> Model { get; } = new DocumentModel<ImageCopy>("image_copies", copy => copy.ImageId)
        .Number(NextTryAt, copy => copy.NextTryAt)
        .IndexWhereSet(NextTryAt)
        .Number(IOutboxDocument<ImageCopy>.DueField, copy => copy.OutboxDue)
        .IndexWhereSet(IOutboxDocument<ImageCopy>.DueField);
}
