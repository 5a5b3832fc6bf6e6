using System.ComponentModel;
using System.Reflection;
using ImageGen.Jobs.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Info;

internal sealed record SystemInfoResponse(
    string Name,
    string Version,
    [property: Description("The provider is simulated: pictures are samples and nothing is billed.")] bool DemoMode,
    [property: Description("POST /api/v1/prompts/optimize helps with prompts.")] bool PromptHelp);

internal static class SystemEndpoint
{
    private static readonly string Version =
        typeof(SystemEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("system", Get).AllowAnonymous()
        .WithName("getSystem").WithTags("System").WithSummary("What this installation is");

    private static Ok<SystemInfoResponse> Get(IConfiguration configuration, OfferedModels offered) =>
        TypedResults.Ok(new SystemInfoResponse("ImageGen", Version, configuration.GetValue<bool>("ImageGen:DemoMode"), offered.HelpsWithPrompts));
}
