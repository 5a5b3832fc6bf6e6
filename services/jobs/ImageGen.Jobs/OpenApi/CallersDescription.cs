using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageGen.Jobs.OpenApi;

/// <summary>Says of each address who may call it: with a key of which scope, or signed in.</summary>
internal static class CallersDescription
{
    private const string Key = "key";
    private const string Session = "session";

    public static void Add(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            var schemes = (document.Components ??= new OpenApiComponents()).SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            schemes[Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key, as POST /api/v1/keys makes them: ig_ and 42 letters and digits.",
            };
            schemes[Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Name,
                Description = $"The cookie that signing in sets; over https it is called {SessionCookie.SecureName}. A write with it says where it comes from, as browsers do: by Origin or Sec-Fetch-Site.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<IAllowAnonymous>().Any())
                return Task.CompletedTask;
            var scope = metadata.OfType<RequiredScope>().LastOrDefault() is { } required ? required.Scope : Scopes.Admin;
            operation.Security = [Requirement(Session, null, context.Document)];
            if (scope != Scopes.Account)
                operation.Security.Add(Requirement(Key, scope, context.Document));
            return Task.CompletedTask;
        });
    }

    private static OpenApiSecurityRequirement Requirement(string scheme, string? scope, OpenApiDocument? document) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = scope is null ? [] : [scope] };
}
