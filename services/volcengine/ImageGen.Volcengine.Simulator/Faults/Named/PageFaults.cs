using System.Text;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>Somebody on the way answers in the provider's place, although the work is done.</summary>
internal static class PageFaults
{
    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["html-N"] = Of((_, scene) => Html(scene.Number ?? 0)),
        ["html200"] = Of((_, _) => Html(200)),
        ["html-then-ok"] = new([FaultPoint.GetResult], (_, _) => Html(200)) { Times = 1 },
        ["empty-N"] = Of((_, scene) => WireAnswer.Bare(scene.Number ?? 0)),
        ["proxy-json-N"] = Of((_, scene) => Json(scene.Number ?? 0, $$"""{"timestamp":"2026-01-02T03:04:05Z","status":{{scene.Number}},"error":"Forbidden","path":"/"}""")),
        ["proxy-code-N"] = Of((_, scene) => Json(scene.Number ?? 0, $$"""{"code":{{scene.Number}},"message":"Denied by policy"}""")),
        ["cut"] = Of((answer, _) => answer.With(answer.Bytes[..^2]) with { Length = answer.Bytes.Length, Breaks = true }),
    };

    public static string Page(int status) =>
        $"<!doctype html><html><head><title>{status}</title><style>body{{color:red}}</style></head><body><h1>{status}</h1><p>A proxy speaks.</p></body></html>";

    private static NamedFault Of(Func<WireAnswer, FaultScene, WireAnswer> spoil) => new(DocumentFaults.Answers, spoil);

    private static WireAnswer Html(int status) => new(status, "text/html", Encoding.UTF8.GetBytes(Page(status)));

    private static WireAnswer Json(int status, string json) => new(status, "application/json", Encoding.UTF8.GetBytes(json));
}
