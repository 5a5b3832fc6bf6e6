using ImageGen.Persistence;

namespace ImageGen.Messaging.Outbox;

public static class OutboxFields
{
    /// <summary>Declares the field by which dispatchers find what is to be sent, with its index.</summary>
    public static DocumentModel<T> WithOutbox<T>(this DocumentModel<T> model) where T : class, IOutboxDocument<T> => model
        .Number(IOutboxDocument<T>.DueField, document => document.OutboxDue)
        .IndexWhereSet(IOutboxDocument<T>.DueField);
}
