namespace ImageGen.Messaging;

/// <param name="SingleProcess">The bus lives in memory, so nobody else can be at work on the same documents: at start all leases are those of the dead.</param>
public sealed record MessagingMode(bool SingleProcess);
