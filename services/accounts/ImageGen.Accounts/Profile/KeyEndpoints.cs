using System.ComponentModel;
using System.Globalization;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Keys;
using ImageGen.Accounts.Secrets;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.Profile;

/// <summary>One's own keys.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("keys").WithTags("Keys").RequireScope(Scopes.Account);
        keys.MapGet("", ListAsync).WithName("listKeys").WithSummary("One's own keys, the latest first").ProducesProblems(401, 403, 409);
        keys.MapPost("", AddAsync).WithName("createKey").WithSummary("Make a key")
            .WithDescription("The key itself is shown only here. Programs send it as Authorization: Bearer ig_….").ProducesProblems(401, 403, 409, 422);
        keys.MapPatch("{id}", RenameAsync).WithName("renameKey").WithSummary("Rename a key").ProducesProblems(401, 403, 404, 409, 422, 503);
        keys.MapDelete("{id}", DeleteAsync).WithName("deleteKey").WithSummary("Delete a key")
            .WithDescription("It is refused everywhere within five seconds.").ProducesProblems(401, 403, 404, 409, 503);
    }

    private static async Task<Ok<KeyListResponse>> ListAsync(ICaller caller, KeyStore keys, CancellationToken cancellationToken) =>
        TypedResults.Ok(new KeyListResponse([.. (await keys.OfUserAsync(caller.Owner, cancellationToken)).Select(KeyResponse.Of)]));

    private static async Task<Created<AddedKeyResponse>> AddAsync(
        NewKeyRequest request, HttpContext http, ICaller caller, UserStore users, KeyStore keys, AuditLog audit, DocumentIds ids, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var user = await users.GetAsync(caller.Owner, cancellationToken);
        if (!UserRules.IsName(request.Name))
            throw ProblemException.Of(422, ErrorCodes.NameInvalid, "/name");
        if (!KeyRules.MayHave(user, request.Scopes))
            throw ProblemException.Of(422, ErrorCodes.ScopeUnknown, "/scopes");
        if (request.ExpiresAt?.ToUnixTimeMilliseconds() <= now)
            throw ProblemException.Of(422, ErrorCodes.ExpiryInvalid, "/expires_at");
        if (KeyRules.Check(request.Models, request.Addresses, request.Rate) is { } wrong)
            throw ProblemException.Of(422, wrong.Code, wrong.Pointer);
        var limits = AccountLimits.Read(request.Limits);
        if ((await keys.OfUserAsync(user.Id, cancellationToken)).Count >= KeyStore.Most)
            throw ProblemException.Of(409, ErrorCodes.TooManyKeys);
        var text = ApiKeyText.New();
        var key = new ApiKey
        {
            Id = ids.New(Caller.KeyIdPrefix),
            UserId = user.Id,
            Name = request.Name.Trim(),
            Hash = SecretText.HashOf(text),
            Visible = ApiKeyText.VisibleOf(text),
            Scopes = [.. request.Scopes.Distinct()],
            Limits = limits,
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt?.ToUnixTimeMilliseconds(),
            Models = request.Models is null ? null : [.. request.Models.Distinct()],
            Addresses = request.Addresses is null ? null : [.. request.Addresses.Select(address => KeyNetworks.Read(address)!).Distinct()],
            Rate = request.Rate,
        };
        var entry = audit.Entry(
            http, AuditActions.KeyCreated, user.Id, key.Id, ("name", key.Name), ("prefix", key.Visible), ("scopes", string.Join(' ', key.Scopes)),
            ("expires_at", request.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture)), ("models", Joined(key.Models)), ("addresses", Joined(key.Addresses)),
            ("rate", key.Rate?.ToString(CultureInfo.InvariantCulture)), ("limits", request.Limits?.ForRecord()));
        await keys.AddAsync(key, entry, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/keys/{key.Id}", new AddedKeyResponse(text, KeyResponse.Of(key)));
    }

    private static async Task<Ok<KeyResponse>> RenameAsync(
        string id, RenameRequest request, HttpContext http, ICaller caller, KeyStore keys, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!UserRules.IsName(request.Name))
            throw ProblemException.Of(422, ErrorCodes.NameInvalid, "/name");
        var name = request.Name.Trim();
        var entry = audit.Entry(http, AuditActions.KeyChanged, caller.Owner, id, ("name", name));
        var key = await keys.RenameAsync(caller.Owner, id, name, entry, cancellationToken) ?? throw ProblemException.Of(404, ErrorCodes.KeyNotFound);
        return TypedResults.Ok(KeyResponse.Of(key));
    }

    private static async Task<NoContent> DeleteAsync(string id, HttpContext http, ICaller caller, KeyStore keys, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!await keys.DeleteAsync(caller.Owner, id, audit.Entry(http, AuditActions.KeyDeleted, caller.Owner, id), cancellationToken))
            throw ProblemException.Of(404, ErrorCodes.KeyNotFound);
        return TypedResults.NoContent();
    }

    private static string? Joined(IReadOnlyList<string>? texts) => texts is null ? null : string.Join(' ', texts);
}

internal sealed record NewKeyRequest(
    [property: Description("1 to 100 characters.")] string Name,
    [property: Description("At least one of jobs:write, jobs:read, images:read, templates and admin, and only such as you have yourself.")] IReadOnlyList<string> Scopes,
    [property: Description("Null: it has no end.")] DateTimeOffset? ExpiresAt = null,
    [property: Description("Ids of the only models that it may ask pictures of, 1 to 50; null: all.")] IReadOnlyList<string>? Models = null,
    [property: Description("The only addresses, or networks such as 192.0.2.0/24 and 2001:db8::/32, that it may be used from, 1 to 50; null: any.")] IReadOnlyList<string>? Addresses = null,
    [property: Description("Requests of whatever kind that it may make in a minute, 1 to 1000000, and never more than other keys; null: as many as they.")] int? Rate = null,
    [property: Description("Its own, beside those of its user; they stay as they are.")] LimitsBody? Limits = null);

internal sealed record RenameRequest([property: Description("1 to 100 characters.")] string Name);

internal sealed record AddedKeyResponse(
    [property: Description("ig_ and 42 letters and digits, of which the last 6 are a checksum. Shown only here.")] string Secret,
    KeyResponse Key);

internal sealed record KeyResponse(
    string Id,
    string Name,
    [property: Description("The beginning of the key.")] string Prefix,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    [property: Description("To the minute; null where it was never used.")] DateTimeOffset? LastUsedAt,
    [property: Description("Null where it is good for all models.")] IReadOnlyList<string>? Models,
    [property: Description("The networks that it may be used from; null for any.")] IReadOnlyList<string>? Addresses,
    [property: Description("Requests a minute; null where it has as many as other keys.")] int? Rate,
    LimitsBody Limits)
{
    public static KeyResponse Of(ApiKey key) =>
        new(
            key.Id, key.Name, key.Visible, key.Scopes, DateTimeOffset.FromUnixTimeMilliseconds(key.CreatedAt), Time(key.ExpiresAt), Time(key.UsedAt), key.Models,
            key.Addresses, key.Rate, LimitsBody.Of(key.Limits));

    private static DateTimeOffset? Time(long? moment) => moment is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
}

internal sealed record KeyListResponse(IReadOnlyList<KeyResponse> Data);
