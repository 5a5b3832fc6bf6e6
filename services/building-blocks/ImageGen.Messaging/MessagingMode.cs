namespace ImageGen.Messaging;

/// <param name="SingleProcess">The bus lives in memory, so nobody else can be at work on the same documents.</param>
internal sealed record MessagingMode(bool SingleProcess);
