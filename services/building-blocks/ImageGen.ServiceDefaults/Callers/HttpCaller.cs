using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>The caller of the request that is being served.</summary>
internal sealed class HttpCaller(IHttpContextAccessor http, AccountsMode accounts) : ICaller
{
    public string Owner => Current.UserId;

    public string? CredentialId => Current.CredentialId;

    public bool IsAlone => !accounts.InUse;

    private Caller Current =>
        Caller.From((http.HttpContext ?? throw new InvalidOperationException("Outside a request nobody asks.")).User)
        ?? throw new InvalidOperationException("This address lets everybody in, so it can not ask who it is.");

    public CallerTrace? Trace => accounts.InUse && http.HttpContext is { } context
        ? new CallerTrace(Current.UserId, Current.CredentialId, CallerAddress.Of(context), RequestIds.Of(context.Request))
        : null;

    public bool MayUse(string model) => Current.MayUse(model);

    public SpendingLimits LimitsOf(string subjectId) => Current.LimitsOf(subjectId);

    public bool MayRead(string space) => Current.MayRead(space);

    public bool MayWrite(string space) => Current.MayWrite(space);
}
