using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Asks the service of accounts, where there is one; else there is one user, who stays.</summary>
/// <param name="accounts">Its address inside; null where nobody signs in.</param>
internal sealed class AccountsStanding(Uri? accounts) : IStanding, IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // Inside there is no proxy between services.
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<bool> MayWriteAsync(string userId, string space, CancellationToken cancellationToken)
    {
        if (accounts is null)
            return true;
        try
        {
            var address = new Uri(accounts, $"{StandingCall.Path}?user={Uri.EscapeDataString(userId)}&space={Uri.EscapeDataString(space)}");
            return (await client.GetFromJsonAsync<StandingAnswer>(address, Json, cancellationToken))?.MayWrite == true;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ProblemException.Of(503, ErrorCodes.AccountsUnavailable).After(TimeSpan.FromSeconds(2));
        }
    }

    public void Dispose() => client.Dispose();
}
