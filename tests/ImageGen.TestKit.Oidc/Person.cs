namespace ImageGen.TestKit.Oidc;

/// <summary>Somebody who has an account at the provider.</summary>
public sealed record Person(string Subject, string? Email, bool IsVerified = true, string? Name = "Bob", params string[] Groups);
