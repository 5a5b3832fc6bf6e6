using System.Text.Json.Serialization;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>An error as the public API shows it: RFC 9457 with a stable code, the members that are wrong, and the trace.</summary>
public sealed record ProblemBody
{
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public required string Code { get; init; }

    public required bool Retryable { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>The places of a job that it is about, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Places { get; init; }

    /// <summary>Of a request for many things of which none was done: why not, of each.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemEntry>? Entries { get; init; }

    /// <summary>The limit that the request would have passed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProblemLimit? Limit { get; init; }

    public required string TraceId { get; init; }
}
