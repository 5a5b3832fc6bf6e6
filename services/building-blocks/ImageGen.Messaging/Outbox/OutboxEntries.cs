using System.Diagnostics;

namespace ImageGen.Messaging.Outbox;

public static class OutboxEntries
{
    /// <summary>Adds a message; an unsent one with the same key is replaced.</summary>
    /// <param name="key">By default the message's type name.</param>
    public static IReadOnlyList<OutboxEntry> With(
        this IReadOnlyList<OutboxEntry> outbox, object message, string? key = null, DateTimeOffset? notBefore = null)
    {
        var type = MessageTypes.NameOf(message.GetType());
        var entry = new OutboxEntry(
            Guid.CreateVersion7(),
            type,
            key ?? type,
            MessageTypes.Write(message),
            notBefore?.ToUnixTimeMilliseconds(),
            Activity.Current?.Id);
        return [.. outbox.Where(other => other.Key != entry.Key), entry];
    }
}
