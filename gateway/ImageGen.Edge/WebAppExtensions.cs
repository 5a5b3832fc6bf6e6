using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace ImageGen.Edge;

/// <summary>Serves the built web app from a folder.</summary>
public static class WebAppExtensions
{
    /// <summary>The routes of the web app (<c>web/src/app/App.tsx</c>), which live in the browser: each of them and what lies below it is its page.</summary>
    private static readonly IReadOnlyList<string> Pages = ["/account", "/admin", "/batch", "/jobs", "/reviews", "/templates", "/usage"];

    /// <summary>
    /// Serves <c>ImageGen:WebRoot</c> (variable <c>IMAGEGEN_WEB</c>), else <c>wwwroot</c> beside the program; without either, only the API is there.
    /// </summary>
    /// <remarks>No endpoint of its own: as a candidate beside the API's it would answer requests that those refuse, such as one without a body.</remarks>
    public static void UseWebApp(this WebApplication app)
    {
        var root = Path.GetFullPath(app.Configuration["ImageGen:WebRoot"] ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        if (!File.Exists(Path.Combine(root, "index.html")))
            return;
        var files = new PhysicalFileProvider(root);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => SetCaching(context.Context) });
        app.Use((context, next) => IsPage(context) ? SendPageAsync(context, files) : next(context));
    }

    // Nothing else: a page in the place of an answer is what a program can make the least of.
    private static bool IsPage(HttpContext context)
    {
        var request = context.Request;
        return context.GetEndpoint() is null
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && (request.Path.Value is "/" or "" || Pages.Any(page => request.Path.StartsWithSegments(page, StringComparison.Ordinal)));
    }

    private static Task SendPageAsync(HttpContext context, PhysicalFileProvider files)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(files.GetFileInfo("index.html"));
    }

    // Names of built assets carry a hash of their content; the page itself is asked for anew each time.
    private static void SetCaching(HttpContext context) =>
        context.Response.Headers.CacheControl = context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}
