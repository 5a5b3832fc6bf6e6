using System.ComponentModel;
using System.Text.Json;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Storage.Labels.Reading;

/// <summary>The fields of a label (GB 45438-2025, annex E), whoever has written it.</summary>
[Description("The fields of a label, as annex E of GB 45438-2025 names them; null where the label lacks one.")]
internal sealed record LabelFields(
    [property: Description("1: generated; 2: may be; 3: is suspected to be.")] string? Label,
    [property: Description("The name or the code of who made it.")] string? ContentProducer,
    [property: Description("Its number there; of our pictures the picture's id.")] string? ProduceId,
    string? ReservedCode1,
    [property: Description("The name or the code of who spreads it.")] string? ContentPropagator,
    [property: Description("Its number there.")] string? PropagateId,
    string? ReservedCode2)
{
    private const int LongestField = 500;

    /// <returns>Null where the text is no label.</returns>
    public static LabelFields? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new LabelFields(
                    Field(json, "Label"), Field(json, "ContentProducer"), Field(json, "ProduceID"), Field(json, "ReservedCode1"),
                    Field(json, "ContentPropagator"), Field(json, "PropagateID"), Field(json, "ReservedCode2"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Field(JsonDocument json, string name) => json.RootElement.TryGetProperty(name, out var value)
        ? ShortText.Of(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), LongestField)
        : null;
}
