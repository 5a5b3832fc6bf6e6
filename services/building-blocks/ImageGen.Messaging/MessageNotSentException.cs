namespace ImageGen.Messaging;

/// <summary>The broker has not confirmed a message. It may have arrived all the same: sending it again is harmless.</summary>
public sealed class MessageNotSentException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The broker did not answer in time, so the next message would fare no better; otherwise only this one is refused.</summary>
    public bool BrokerAway { get; init; }
}
