using ImageGen.Accounts;
using ImageGen.Edge;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Storage;
using ImageGen.Volcengine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Every module with addresses of the public API, in one host as in Standalone: together they give the one description.</summary>
public class PublicApiHost : JobsHost
{
    public PublicApiHost()
    {
    }

    private protected PublicApiHost(string? folder, params (string Name, string Value)[] settings) : base(folder, time: null, settings)
    {
    }

    private protected override void Add(WebApplicationBuilder builder)
    {
        // The worker wants a key; nothing is submitted.
        builder.Configuration.AddInMemoryCollection([new("Volcengine:AccessKey", "AKLTtest"), new("Volcengine:SecretKey", "secret-of-the-test")]);
        builder.AddAccounts(isOptional: true);
        builder.AddStorage();
        builder.AddVolcengine();
    }

    private protected override void Map(WebApplication application)
    {
        application.MapAccounts();
        application.MapStorage();
        application.MapVolcengine();
    }

    private protected override void Guard(WebApplication application) => application.UseFrontDoor();
}
