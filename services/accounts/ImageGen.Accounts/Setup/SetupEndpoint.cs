using ImageGen.Accounts.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.Setup;

internal static class SetupEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("setup", HandleAsync).WithTags("Account").AllowAnonymous()
        .WithName("setUp").WithSummary("Make the first administrator")
        .WithDescription("With the code that is in the log of the accounts service; once. Sign in afterwards.")
        .ProducesProblems(403, 409, 422);

    private static async Task<Created<UserResponse>> HandleAsync(SetupRequest request, HttpContext http, FirstAdmin first, CancellationToken cancellationToken)
    {
        var user = await first.SetUpAsync(request, http, cancellationToken);
        return TypedResults.Created($"/api/v1/users/{user.Id}", UserResponse.Of(user));
    }
}
