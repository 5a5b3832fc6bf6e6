using System.ComponentModel;
using System.Text.Json.Serialization;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>A limit that a request would have passed, in numbers.</summary>
public sealed record ProblemLimit
{
    [Description("pictures_per_day or cost_per_month.")]
    public required string Kind { get; init; }

    [Description("Whose limit it is: user, team or key.")]
    public required string Of { get; init; }

    [Description("Id of that user, team or key.")]
    public required string Id { get; init; }

    public required decimal Limit { get; init; }

    [Description("With what is reserved for jobs that have not ended.")]
    public required decimal Used { get; init; }

    [Description("What this request needs.")]
    public required decimal Asked { get; init; }

    [Description("ISO 4217; only of money.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    [Description("When it is counted anew.")]
    public required DateTimeOffset ResetsAt { get; init; }

    [Description("Who can raise it: administrator, or owner, who makes another key.")]
    public required string RaisedBy { get; init; }
}
