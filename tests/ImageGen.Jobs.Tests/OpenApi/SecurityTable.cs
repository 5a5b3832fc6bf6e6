namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Every address of the platform and what it asks of its caller. Who adds an address says here whom it lets in.</summary>
internal static class SecurityTable
{
    /// <summary>Lets everybody in.</summary>
    public const string Open = "open";

    /// <summary>Lets in everybody who is known, whatever its scopes.</summary>
    public const string Known = "known";

    public static IReadOnlyDictionary<string, string> Scopes { get; } = new Dictionary<string, string>
    {
        ["GET /health/live"] = Open,
        ["GET /health/ready"] = Open,
        ["GET /openapi/v1.json"] = Open,
        ["GET /docs"] = Open,
        ["GET /docs/start.js"] = Open,
        ["GET /docs/library/favicon.svg"] = Open,
        ["GET /docs/library/{documentName?}"] = Open,
        ["GET /docs/library/scalar.js"] = Open,
        ["GET /docs/library/scalar.aspnetcore.js"] = Open,
        ["GET /api/v1/system"] = Open,
        ["POST /api/v1/client-errors"] = Open,
        ["GET /api/v1/session"] = Open,
        ["POST /api/v1/session"] = Open,
        ["GET /api/v1/session/oidc"] = Open,
        ["GET /api/v1/session/oidc/callback"] = Open,
        ["POST /api/v1/setup"] = Open,
        ["POST /api/v1/account/reset"] = Open,
        // Whoever has the address may: it holds an unguessable token.
        ["POST /api/v1/callbacks/volcengine/{token:maxlength(200)}"] = Open,
        ["GET /api/v1/provider-inputs/{token}"] = Open,
        ["HEAD /api/v1/provider-inputs/{token}"] = Open,
        ["GET /api/v1/shared/{token}"] = Open,
        ["HEAD /api/v1/shared/{token}"] = Open,

        ["GET /api/v1/account"] = Known,
        ["GET /api/v1/models"] = Known,
        ["GET /api/v1/models/{id}"] = Known,
        ["GET /api/v1/styles"] = Known,

        ["GET /api/v1/jobs"] = "jobs:read",
        ["GET /api/v1/jobs/{id}"] = "jobs:read",
        ["GET /api/v1/jobs/{id}/events"] = "jobs:read",
        ["GET /api/v1/events"] = "jobs:read",
        ["GET /api/v1/usage"] = "jobs:read",
        ["GET /api/v1/reviews"] = "jobs:read",
        ["POST /api/v1/jobs"] = "jobs:write",
        ["PATCH /api/v1/jobs/{id}"] = "jobs:write",
        ["DELETE /api/v1/jobs/{id}"] = "jobs:write",
        ["POST /api/v1/jobs/{id}/cancel"] = "jobs:write",
        ["POST /api/v1/jobs/{id}/retry"] = "jobs:write",
        ["POST /api/v1/jobs/{id}/restore"] = "jobs:write",
        ["POST /api/v1/jobs/batch"] = "jobs:write",
        ["GET /api/v1/batches/{id}"] = "jobs:read",
        ["POST /api/v1/batches/{id}/cancel"] = "jobs:write",
        ["POST /api/v1/prompts/optimize"] = "jobs:write",
        ["POST /api/v1/uploads"] = "jobs:write",
        ["DELETE /api/v1/uploads/{id}"] = "jobs:write",

        ["PATCH /api/v1/images/{id}"] = "jobs:write",
        ["DELETE /api/v1/images/{id}"] = "jobs:write",
        ["POST /api/v1/images/{id}/restore"] = "jobs:write",
        ["POST /api/v1/images/{id}/review"] = "jobs:write",
        ["POST /api/v1/images/{id}/links"] = "jobs:write",
        ["GET /api/v1/links"] = "images:read",
        ["DELETE /api/v1/links/{id}"] = "jobs:write",

        ["GET /api/v1/images"] = "images:read",
        ["POST /api/v1/images/export"] = "images:read",
        ["GET /api/v1/images/{id}"] = "images:read",
        ["GET /api/v1/images/{id}/content"] = "images:read",
        ["HEAD /api/v1/images/{id}/content"] = "images:read",
        ["GET /api/v1/uploads/{id}"] = "images:read",
        ["GET /api/v1/uploads/{id}/content"] = "images:read",
        ["HEAD /api/v1/uploads/{id}/content"] = "images:read",

        ["POST /api/v1/labels/read"] = "images:read",

        ["GET /api/v1/templates"] = "templates",
        ["POST /api/v1/templates"] = "templates",
        ["GET /api/v1/templates/{id}"] = "templates",
        ["PUT /api/v1/templates/{id}"] = "templates",
        ["DELETE /api/v1/templates/{id}"] = "templates",
        ["GET /api/v1/templates/export"] = "templates",
        ["POST /api/v1/templates/import"] = "templates",

        ["DELETE /api/v1/session"] = "account",
        ["GET /api/v1/sessions"] = "account",
        ["DELETE /api/v1/sessions"] = "account",
        ["DELETE /api/v1/sessions/{id}"] = "account",
        ["POST /api/v1/account/password"] = "account",
        ["GET /api/v1/keys"] = "account",
        ["POST /api/v1/keys"] = "account",
        ["PATCH /api/v1/keys/{id}"] = "account",
        ["DELETE /api/v1/keys/{id}"] = "account",
        ["GET /api/v1/teams"] = "account",
        ["GET /api/v1/teams/{id}"] = "account",
        ["PATCH /api/v1/teams/{id}"] = "account",
        ["PUT /api/v1/teams/{id}/members/{user}"] = "account",
        ["DELETE /api/v1/teams/{id}/members/{user}"] = "account",

        ["POST /api/v1/teams"] = "admin",
        ["DELETE /api/v1/teams/{id}"] = "admin",
        ["GET /api/v1/users"] = "admin",
        ["POST /api/v1/users"] = "admin",
        ["GET /api/v1/users/{id}"] = "admin",
        ["PATCH /api/v1/users/{id}"] = "admin",
        ["POST /api/v1/users/{id}/reset"] = "admin",
        ["DELETE /api/v1/users/{id}/sessions"] = "admin",
        ["GET /api/v1/audit"] = "admin",
        ["GET /api/v1/admin/documents"] = "admin",
        ["GET /api/v1/admin/jobs/{id}"] = "admin",
        ["GET /api/v1/admin/providers"] = "admin",
    };
}
