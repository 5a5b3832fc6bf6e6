namespace ImageGen.Messaging;

public sealed class MessageNotSentException(string message, Exception? inner = null) : Exception(message, inner);
