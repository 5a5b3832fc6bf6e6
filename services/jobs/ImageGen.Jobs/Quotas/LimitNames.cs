using System.Text.Json;

namespace ImageGen.Jobs.Quotas;

internal static class LimitNames
{
    /// <summary>As a limit is called where it is set.</summary>
    public static string Of(LimitKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
