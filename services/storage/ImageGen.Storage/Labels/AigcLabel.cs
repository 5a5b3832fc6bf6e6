using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Storage.Labels;

/// <summary>
/// What China's labelling rule (GB 45438-2025, annex E) wants in a generated file's metadata: that it was generated, by whom,
/// and under which number. A pure function of producer and id: a second copy of a picture has the same bytes.
/// </summary>
internal sealed record AigcLabel(
    [property: JsonPropertyName("ContentProducer")] string ContentProducer,
    [property: JsonPropertyName("ProduceID")] string ProduceId)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>"1" says that it is generated, not merely that it may be.</summary>
    [JsonPropertyName("Label"), JsonPropertyOrder(-1)]
    public string Label { get; } = "1";

    [JsonPropertyName("ReservedCode1")]
    public string ReservedCode1 { get; } = "";

    [JsonPropertyName("ContentPropagator")]
    public string ContentPropagator => ContentProducer;

    [JsonPropertyName("PropagateID")]
    public string PropagateId => ProduceId;

    [JsonPropertyName("ReservedCode2")]
    public string ReservedCode2 { get; } = "";

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
