using System.Text;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>The provider refuses, in a form that is not the usual one. Nothing is made.</summary>
internal static class RefusalFaults
{
    private const string Words = "The prompt asks for a thing that test pictures never show. Request id: 0217000000000000000000000000000000000000000000000000000";

    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["code-number"] = Ark(400, $$$"""{"error":{"code":400,"message":"{{{Words}}}","type":"BadRequest"}}"""),
        ["error-nocode"] = Ark(400, $$$"""{"error":{"code":null,"message":"{{{Words}}}"}}"""),
        ["error-text"] = Ark(400, $$$"""{"error":"{{{Words}}}"}"""),
        ["error-nested"] = Ark(400, $$"""{"error": {"error": {"code": "InputTextSensitiveContentDetected", "message": {"text": "{{Words}}"} } } }"""),
        ["error-200"] = Ark(200, $$$"""{"error":{"code":"InputTextSensitiveContentDetected","message":"{{{Words}}}"}}"""),
        ["error-200-text"] = Ark(200, $$$"""{"error":"{{{Words}}}"}"""),
        ["moderated-string"] = new([FaultPoint.Submit], (_, _) => Json(400, $$$"""{"code":"50412","message":"{{{Words}}}","request_id":"r","status":"50412","data":null}""")) { IsPaid = false },
    };

    private static NamedFault Ark(int status, string json) => new([FaultPoint.Generate], (_, _) => Json(status, json)) { IsPaid = false };

    private static WireAnswer Json(int status, string json) => new(status, WireAnswer.Json, Encoding.UTF8.GetBytes(json));
}
