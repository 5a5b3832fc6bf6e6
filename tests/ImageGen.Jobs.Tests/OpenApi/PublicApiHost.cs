using ImageGen.Storage;
using Microsoft.AspNetCore.Builder;

namespace ImageGen.Jobs.Tests;

/// <summary>Every module with addresses of the public API, in one host as in Standalone: together they give the one description.</summary>
public sealed class PublicApiHost : JobsHost
{
    private protected override void Add(WebApplicationBuilder builder) => builder.AddStorage();

    private protected override void Map(WebApplication application) => application.MapStorage();
}
