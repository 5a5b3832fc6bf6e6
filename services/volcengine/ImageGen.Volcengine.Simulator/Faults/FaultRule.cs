using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Volcengine.Simulator.Ark;
using ImageGen.Volcengine.Simulator.Faults.Named;
using ImageGen.Volcengine.Simulator.Signing;

namespace ImageGen.Volcengine.Simulator.Faults;

/// <summary>Something that shall go wrong, and where.</summary>
internal sealed record FaultRule
{
    /// <summary>Which calls it may hit.</summary>
    public required FaultPoint On { get; init; }

    /// <summary>What happens to them.</summary>
    public FaultKind Kind { get; init; }

    /// <summary>The name of a <see cref="FaultKind.Named"/> one.</summary>
    public string? Fault { get; init; }

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

    /// <summary>How many pictures of a generation come before it; in an answer that is not streamed it happens after all of them.</summary>
    public int Pictures { get; init; }

    /// <summary>A number for <see cref="FaultKind.Envelope"/>, a name for <see cref="FaultKind.GatewayError"/> and in the Ark API.</summary>
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
        Accepted ?? Named?.Fault.IsPaid ?? Kind is FaultKind.ResetAfter or FaultKind.Hang or FaultKind.Slow or FaultKind.Unreadable or FaultKind.Fewer or FaultKind.FailRest;

    [JsonIgnore]
    internal AskedFault? Named => Kind == FaultKind.Named ? NamedFaults.Find(Fault ?? "") : null;

    internal int EnvelopeCode => Code is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : 50500;

    internal GatewayError Gateway => Name is { } name
        ? GatewayError.Find(name) ?? new GatewayError(name, null, 500)
        : GatewayError.InternalError;

    internal ArkError Ark =>
        new(Http ?? 500, Name ?? ArkError.InternalService.Code, Message ?? ArkError.InternalService.Message);

    private string? Name => Code is { ValueKind: JsonValueKind.String } code ? code.GetString() : null;

    /// <summary>Null, or why the rule makes no sense.</summary>
    internal string? Problem() => this switch
    {
        { Kind: FaultKind.Named, Named: null } => $"there is no fault called {Fault ?? "(nothing)"}: name a kind or one of {string.Join(", ", NamedFaults.Names)}",
        { Kind: not FaultKind.Named, Fault: not null } => "kind and fault exclude each other",
        { Named.Fault.Points: { } points } when !points.Contains(On) => $"{Fault} fits only {string.Join(" and ", points.Select(point => JsonNamingPolicy.SnakeCaseLower.ConvertName(point.ToString())))}",
        { Kind: FaultKind.BadImage, On: not FaultPoint.Picture } => "bad_image fits only picture",
        { Kind: FaultKind.Envelope or FaultKind.GatewayError, On: FaultPoint.Picture } => "a picture has no envelope or gateway_error",
        { Kind: FaultKind.GatewayError, On: FaultPoint.Generate } => "a generation has no gateway_error",
        { Kind: FaultKind.Fewer or FaultKind.FailRest, On: not FaultPoint.Generate } => "fewer and fail_rest fit only generate",
        { Kind: FaultKind.Envelope, On: FaultPoint.Generate, Code: { ValueKind: not JsonValueKind.String } } => "the code of a generation's envelope is a name",
        { Kind: FaultKind.Envelope, On: not FaultPoint.Generate, Code: { ValueKind: not JsonValueKind.Number } } => "the code of an envelope is a number",
        { Kind: FaultKind.GatewayError, Code: { ValueKind: not JsonValueKind.String } } => "the code of a gateway_error is a name",
        { Times: < -1 } or { Skip: < 0 } or { DelayMs: < 0 } or { Pictures: < 0 } => "times, skip, delay_ms and pictures cannot be negative (times may be -1)",
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

    /// <summary>A call of the Ark API.</summary>
    Generate,
}

/// <summary>The ways to go wrong.</summary>
internal enum FaultKind
{
    /// <summary>A good answer that comes out oddly; <c>fault</c> says how.</summary>
    Named,

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

    /// <summary>A group ends in good order after <c>pictures</c>.</summary>
    Fewer,

    /// <summary>After <c>pictures</c> an internal error ends a group.</summary>
    FailRest,
}

/// <summary>What stands in for a picture.</summary>
internal enum BadImageBody
{
    Html,
    Garbage,
    Truncated,
}
