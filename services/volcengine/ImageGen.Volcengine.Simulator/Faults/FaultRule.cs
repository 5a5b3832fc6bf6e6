using System.Text.Json;
using ImageGen.Volcengine.Simulator.Signing;

namespace ImageGen.Volcengine.Simulator.Faults;

/// <summary>Something that shall go wrong, and where.</summary>
internal sealed record FaultRule
{
    /// <summary>Which calls it may hit.</summary>
    public required FaultPoint On { get; init; }

    /// <summary>What happens to them.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Only calls about a prompt with this in it.</summary>
    public string? PromptContains { get; init; }

    /// <summary>How many calls to hit; -1 is without end.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many fitting calls to let pass first.</summary>
    public int Skip { get; init; }

    /// <summary>Milliseconds to wait before it happens.</summary>
    public int DelayMs { get; init; }

    /// <summary>Overrides whether a submit counts as accepted, and so as paid, when this hits it.</summary>
    public bool? Accepted { get; init; }

    /// <summary>A number for <see cref="FaultKind.Envelope"/>, a name for <see cref="FaultKind.GatewayError"/>.</summary>
    public JsonElement? Code { get; init; }

    /// <summary>The HTTP status in the place of the usual one.</summary>
    public int? Http { get; init; }

    /// <summary>The message in the place of the usual one.</summary>
    public string? Message { get; init; }

    /// <summary>Where <see cref="FaultKind.Redirect"/> points.</summary>
    public string Location { get; init; } = "/_simulator/elsewhere";

    /// <summary>What <see cref="FaultKind.BadImage"/> answers.</summary>
    public BadImageBody Body { get; init; } = BadImageBody.Html;

    /// <summary>True when a submit that this hits has been accepted all the same.</summary>
    internal bool TaskIsAccepted =>
        Accepted ?? Kind is FaultKind.ResetAfter or FaultKind.Hang or FaultKind.Slow or FaultKind.Unreadable;

    internal int EnvelopeCode => Code is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : 50500;

    internal GatewayError Gateway => Code is { ValueKind: JsonValueKind.String } code
        ? GatewayError.Find(code.GetString()!) ?? new GatewayError(code.GetString()!, null, 500)
        : GatewayError.InternalError;

    /// <summary>Null, or why the rule makes no sense.</summary>
    internal string? Problem() => this switch
    {
        { Kind: FaultKind.BadImage, On: not FaultPoint.Picture } => "bad_image fits only picture",
        { Kind: FaultKind.Envelope or FaultKind.GatewayError, On: FaultPoint.Picture } => "a picture has no envelope or gateway_error",
        { Kind: FaultKind.Envelope, Code: { ValueKind: not JsonValueKind.Number } } => "the code of an envelope is a number",
        { Kind: FaultKind.GatewayError, Code: { ValueKind: not JsonValueKind.String } } => "the code of a gateway_error is a name",
        { Times: < -1 } or { Skip: < 0 } or { DelayMs: < 0 } => "times, skip and delay_ms cannot be negative (times may be -1)",
        { Http: < 200 or > 599 } => "http is from 200 to 599",
        _ => null,
    };
}

/// <summary>The calls that a rule can hit.</summary>
internal enum FaultPoint
{
    Submit,
    GetResult,
    Picture,
}

/// <summary>The ways to go wrong.</summary>
internal enum FaultKind
{
    /// <summary>An error of the service: <c>{code, message, …}</c>.</summary>
    Envelope,

    /// <summary>An error of the gateway: <c>{ResponseMetadata: {Error: …}}</c>.</summary>
    GatewayError,

    /// <summary>A status without a body, 502 when not told.</summary>
    HttpEmpty,

    /// <summary>200 with half an answer.</summary>
    Unreadable,

    /// <summary>307.</summary>
    Redirect,

    /// <summary>The connection breaks before anything was done.</summary>
    ResetBefore,

    /// <summary>The connection breaks after the work was done; a picture breaks off half way.</summary>
    ResetAfter,

    /// <summary>The work is done, and no answer ever comes.</summary>
    Hang,

    /// <summary>The work is done, and the answer takes <c>delay_ms</c>.</summary>
    Slow,

    /// <summary>200 with something that is no picture.</summary>
    BadImage,

    /// <summary>403.</summary>
    Forbidden,
}

/// <summary>What stands in for a picture.</summary>
internal enum BadImageBody
{
    Html,
    Garbage,
    Truncated,
}
