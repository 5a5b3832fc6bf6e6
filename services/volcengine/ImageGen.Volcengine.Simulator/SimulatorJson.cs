using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Volcengine.Simulator;

/// <summary>How the simulator writes and reads JSON.</summary>
internal static class SimulatorJson
{
    /// <summary>snake_case, unknown members refused, Chinese left readable.</summary>
    public static readonly JsonSerializerOptions Options = Create(indented: false);

    /// <summary>The same for people who look at an admin endpoint.</summary>
    public static readonly JsonSerializerOptions Readable = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = false,
        WriteIndented = indented,
    };
}
