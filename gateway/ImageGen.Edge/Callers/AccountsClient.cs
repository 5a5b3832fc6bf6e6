using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Edge.Callers;

/// <summary>Asks the service of accounts.</summary>
internal sealed class AccountsClient(Uri address) : ICredentialExchange, IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        BaseAddress = address,
    };

    public async Task<string?> ExchangeAsync(Credential credential, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.PostAsJsonAsync(ExchangeCall.Path, credential, Json, cancellationToken);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<ExchangeAnswer>(Json, cancellationToken))?.Token;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or JsonException)
        {
            throw ProblemException.Of(503, ErrorCodes.AccountsUnavailable).After(TimeSpan.FromSeconds(2));
        }
    }

    public void Dispose() => client.Dispose();
}
