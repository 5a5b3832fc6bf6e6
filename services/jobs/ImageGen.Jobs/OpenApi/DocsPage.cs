using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace ImageGen.Jobs.OpenApi;

/// <summary>
/// The reference for people. Scalar's own page starts itself by an inline script, which our content security policy forbids, so the
/// page is ours and only the library comes from the package; nothing comes from elsewhere.
/// </summary>
internal static class DocsPage
{
    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>ImageGen API</title>
        </head>
        <body>
          <div id="app"></div>
          <script src="/docs/library/scalar.js"></script>
          <script src="/docs/start.js"></script>
        </body>
        </html>
        """;

    private const string Start = """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          withDefaultFonts: false,
          telemetry: false,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
        });
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapScalarApiReference("/docs/library").AllowAnonymous();
        routes.MapGet("/docs", () => Results.Text(Page, "text/html; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/docs/start.js", () => Results.Text(Start, "text/javascript; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
    }
}
