using System.Text.Json;
using ImageGen.Persistence;

namespace ImageGen.Messaging.Outbox;

/// <summary>A message that waits in its aggregate's document until the broker has confirmed it.</summary>
/// <param name="Id">Becomes the message id.</param>
/// <param name="Type">The contract's simple name, from <see cref="MessageTypes"/>; never a CLR name.</param>
/// <param name="Key">An unsent entry with the same key is replaced, so a document can not grow while the broker is away.</param>
/// <param name="Body">As <see cref="MessageTypes"/> writes it.</param>
/// <param name="NotBefore">Unix milliseconds; null is at once.</param>
/// <param name="TraceParent">The W3C trace that caused it.</param>
/// <param name="Attempts">How often sending it has failed; the next attempt waits longer.</param>
public sealed record OutboxEntry(
    Guid Id, string Type, string Key, JsonElement Body, long? NotBefore = null, string? TraceParent = null, int Attempts = 0) : DocumentPart;
