namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Who asked and from where, for the record.</summary>
/// <param name="User">The id of the user.</param>
/// <param name="Credential">The id of the session or key.</param>
/// <param name="Address">The IP address, as the door saw it.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request.</param>
public sealed record CallerTrace(string User, string? Credential, string? Address, string? RequestId);
