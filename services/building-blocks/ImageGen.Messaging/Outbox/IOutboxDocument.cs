namespace ImageGen.Messaging.Outbox;

/// <summary>A document that carries its unsent messages: they are saved by the very write that decided them.</summary>
public interface IOutboxDocument<TSelf> where TSelf : class, IOutboxDocument<TSelf>
{
    /// <summary>The name under which the document's model declares <see cref="OutboxDue"/>.</summary>
    const string DueField = "outboxDue";

    IReadOnlyList<OutboxEntry> Outbox { get; }

    /// <summary>When another dispatcher may come, Unix milliseconds; null while the outbox is empty.</summary>
    long? OutboxDue { get; }

    TSelf WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due);
}
