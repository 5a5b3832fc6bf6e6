using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Admin;

/// <summary>How the provider fares, as all workers have learned it. Nothing in it is secret.</summary>
internal sealed class ProvidersView(
    ImageProviders providers,
    ModelCatalogue catalogue,
    ModelLimits limits,
    SharedDocuments<AccountState> accounts,
    SharedDocuments<Room> rooms,
    TaskStore tasks,
    PollSchedule schedule,
    TimeProvider time)
{
    private const int MostCounted = 10_000;

    public async Task<ProvidersResponse> ReadAsync(CancellationToken cancellationToken)
    {
        var credentials = new List<ProviderAccountResponse>();
        var models = new List<ProviderModelResponse>();
        foreach (var provider in providers.All)
        {
            foreach (var credential in provider.Credentials)
                credentials.Add(Of(provider.Api, credential, await accounts.ReadAsync(AccountState.IdOf(provider.Api, credential.Id), cancellationToken)));
            foreach (var model in catalogue.Models.Where(model => model.Provider.Api == provider.Api))
                models.Add(await OfAsync(provider, model, cancellationToken));
        }

        return new ProvidersResponse(credentials, models);
    }

    private ProviderAccountResponse Of(string api, ProviderCredential credential, AccountState account)
    {
        var now = Now();
        var circuit = AccountRules.CircuitOf(account, now);
        return new ProviderAccountResponse(
            credential.Id,
            credential.Name,
            api,
            credential.Weight,
            now >= account.CoolUntil ? ProviderAccountState.Ok : account.LastError?.Code switch
            {
                ErrorCodes.AccountOverdue => ProviderAccountState.Overdue,
                ErrorCodes.CredentialsRefused => ProviderAccountState.Refused,
                _ => ProviderAccountState.Cooling,
            },
            Future(account.CoolUntil, now),
            new ProviderCircuitResponse(circuit, circuit == Circuit.Open ? Time(account.OpenUntil) : null),
            account.LastError is { } error ? new ProviderErrorResponse(error.Code, error.ProviderCode, Time(error.At)) : null);
    }

    private async Task<ProviderModelResponse> OfAsync(IImageProvider provider, ModelProfile model, CancellationToken cancellationToken)
    {
        var waiting = await CountAsync(TaskDocuments.WaitingModel, model.Id, cancellationToken);
        var places = new List<ProviderRoomResponse>();
        foreach (var credential in provider.Credentials)
        {
            var (limit, now) = (limits.Of(model), Now());
            var room = await rooms.ReadAsync(Room.IdOf(credential.Id, model.Id), cancellationToken);
            var inFlight = await CountAsync(TaskDocuments.InFlight, TaskDocuments.InFlightOf(credential.Id, model.Id), cancellationToken);
            places.Add(new ProviderRoomResponse(
                credential.Id,
                limit.Concurrency,
                limit.Concurrency is { } concurrency ? RoomRules.Usable(room, concurrency) : null,
                inFlight,
                limit.RequestsPerSecond,
                Future(room.PausedUntil, now),
                Future(room.RefusedUntil, now)));
        }

        return new ProviderModelResponse(model.Id, provider.Api, waiting, Math.Round(schedule.MedianSeconds(model.Id), 1), places);
    }

    private Task<long> CountAsync(string field, string value, CancellationToken cancellationToken) =>
        tasks.Documents.CountAsync([new FieldValue(field, value)], MostCounted, cancellationToken);

    private static DateTimeOffset? Future(long moment, long now) => moment > now ? Time(moment) : null;

    private static DateTimeOffset Time(long moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
