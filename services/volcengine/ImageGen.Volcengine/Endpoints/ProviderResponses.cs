using System.ComponentModel;
using ImageGen.Volcengine.Admission;

namespace ImageGen.Volcengine.Endpoints;

internal sealed record ProvidersResponse(IReadOnlyList<ProviderAccountResponse> Credentials, IReadOnlyList<ProviderModelResponse> Models);

internal sealed record ProviderAccountResponse(
    [property: Description("Names the account without revealing its key")] string Id,
    string Name,
    [property: Description("Which of the provider's APIs")] string Api,
    [property: Description("Its share of the submissions, in proportion to the other accounts of the API")] double Weight,
    ProviderAccountState State,
    [property: Description("When a worker asks it again, where every living one is refused")] DateTimeOffset? Until,
    ProviderCircuitResponse Circuit,
    ProviderErrorResponse? LastError,
    [property: Description("What living workers are refused by it at present; a worker that is refused alone leaves its jobs to the others")]
    IReadOnlyList<ProviderRefusalResponse> Refusals);

internal enum ProviderAccountState
{
    Ok,

    /// <summary>Some workers are refused by it, and others are not: a key or a clock is wrong there.</summary>
    PartlyRefused,

    /// <summary>Refused, for a reason of its own.</summary>
    Cooling,

    /// <summary>Its key, or what it may do, was refused.</summary>
    Refused,

    Overdue,
}

internal sealed record ProviderCircuitResponse(
    [property: Description("closed: submissions go out; open: the provider is away and jobs wait; half_open: one submission tries")] Circuit State,
    DateTimeOffset? Until);

internal sealed record ProviderRefusalResponse(
    [property: Description("The worker's machine, and its process there")] string Worker,
    [property: Description("Only this model; null where the account is refused as a whole")] string? Model,
    string Code,
    string? ProviderCode,
    DateTimeOffset Since,
    [property: Description("When that worker tries again")] DateTimeOffset Until);

internal sealed record ProviderErrorResponse(string Code, string? ProviderCode, DateTimeOffset At);

internal sealed record ProviderModelResponse(
    string Id,
    string Api,
    [property: Description("Calls that wait for room, counted up to 10000")] long Waiting,
    [property: Description("What a call takes at present, in seconds, as the answering worker has seen it")] double MedianSeconds,
    IReadOnlyList<ProviderRoomResponse> Rooms);

internal sealed record ProviderRoomResponse(
    string CredentialId,
    [property: Description("Tasks at a time, as configured; null where nothing is limited")] int? Limit,
    [property: Description("Tasks at a time that the provider takes at present; null where nothing is limited")] int? Usable,
    [property: Description("Tasks that are with the provider, counted up to 10000")] long InFlight,
    double? RequestsPerSecond,
    [property: Description("No submission before: the provider had no room")] DateTimeOffset? PausedUntil,
    [property: Description("No worker may use this model by the account; it is asked again then")] DateTimeOffset? RefusedUntil);
