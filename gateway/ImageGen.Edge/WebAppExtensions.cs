using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace ImageGen.Edge;

/// <summary>Serves the built web app from a folder.</summary>
public static class WebAppExtensions
{
    /// <summary>
    /// Serves <c>ImageGen:WebRoot</c> (variable <c>IMAGEGEN_WEB</c>), else <c>wwwroot</c> beside the program; without either, only the API is there.
    /// Unknown addresses outside <c>/api</c> answer with the app's page, because its routes live in the browser.
    /// </summary>
    public static void MapWebApp(this WebApplication app)
    {
        var root = Path.GetFullPath(app.Configuration["ImageGen:WebRoot"] ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        if (!File.Exists(Path.Combine(root, "index.html")))
            return;
        var files = new PhysicalFileProvider(root);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => SetCaching(context.Context) });
        app.MapFallback("{**path:nonfile}", async context =>
        {
            var path = context.Request.Path;
            if (path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal))
            {
                await Problems.WriteAsync(context, new ProblemException(404, "not_found", "There is nothing at this address."));
                return;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(files.GetFileInfo("index.html"));
        });
    }

    // Names of built assets carry a hash of their content; the page itself is asked for anew each time.
    private static void SetCaching(HttpContext context) =>
        context.Response.Headers.CacheControl = context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}
