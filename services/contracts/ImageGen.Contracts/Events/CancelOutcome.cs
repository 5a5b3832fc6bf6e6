using System.Text.Json.Serialization;

namespace ImageGen.Contracts;

[JsonConverter(typeof(JsonStringEnumConverter<CancelOutcome>))]
public enum CancelOutcome
{
    /// <summary>Nothing was submitted, nothing can be billed.</summary>
    Stopped,

    /// <summary>A submission had gone out; whether it was billed is not known.</summary>
    Unknown,
}
