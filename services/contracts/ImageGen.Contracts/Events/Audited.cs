namespace ImageGen.Contracts;

/// <summary>Somebody did something that others may want to look up later. Told any number of times, it is one entry: its id says which.</summary>
public sealed record Audited
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Nobody in person: a time that an operator has set was over.</summary>
    public const string SystemActor = "system";

    /// <summary>The id of the user who did it, or <see cref="SystemActor"/>.</summary>
    public required string Actor { get; init; }

    /// <summary>The id of the session or key by which it was done.</summary>
    public string? Credential { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>The id of what it was done to.</summary>
    public string? Object { get; init; }

    /// <summary>The IP address from which it was asked for.</summary>
    public string? Address { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>With which parameters; never a secret.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
