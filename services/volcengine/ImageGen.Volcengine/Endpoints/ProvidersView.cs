using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Endpoints;

/// <summary>How the provider fares, as all workers have learned it. Nothing in it is secret.</summary>
internal sealed class ProvidersView(
    ImageProviders providers,
    ModelCatalogue catalogue,
    ModelLimits limits,
    SharedDocuments<AccountState> accounts,
    SharedDocuments<Room> rooms,
    Opinions opinions,
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
            var living = await opinions.LivingAsync(provider.Api, cancellationToken);
            foreach (var credential in provider.Credentials)
            {
                var account = await accounts.ReadAsync(AccountState.IdOf(provider.Api, credential.Id), cancellationToken);
                credentials.Add(Of(provider.Api, credential, account, Of(living, credential)));
            }

            foreach (var model in catalogue.Models.Where(model => model.Provider.Api == provider.Api))
                models.Add(await OfAsync(provider, model, living, cancellationToken));
        }

        return new ProvidersResponse(credentials, models);
    }

    private ProviderAccountResponse Of(string api, ProviderCredential credential, AccountState account, IReadOnlyList<AccountOpinion> living)
    {
        var now = time.UnixMilliseconds();
        var circuit = AccountRules.CircuitOf(account, now);
        var refusals = living.SelectMany(opinion => opinion.Refusals.Select(refusal => (opinion.WorkerId, Refusal: refusal))).ToList();
        var whole = refusals.Select(entry => entry.Refusal).Where(refusal => refusal.Model is null).ToList();
        var last = refusals.Select(entry => entry.Refusal.Error).Append(account.LastError).OfType<AccountError>().MaxBy(error => error.At);
        return new ProviderAccountResponse(
            credential.Id,
            credential.Name,
            api,
            credential.Weight,
            whole.Count == 0 ? ProviderAccountState.Ok : whole.Count < living.Count ? ProviderAccountState.PartlyRefused : StateOf(whole[0].Error),
            whole.Count > 0 && whole.Count == living.Count ? Future(whole.Min(refusal => refusal.AgainAt), now) : null,
            new ProviderCircuitResponse(circuit, circuit == Circuit.Open ? Time(account.OpenUntil) : null),
            last is null ? null : new ProviderErrorResponse(last.Code, last.ProviderCode, Time(last.At)),
            [
                .. refusals.Select(entry => new ProviderRefusalResponse(
                    entry.WorkerId, entry.Refusal.Model, entry.Refusal.Error.Code, entry.Refusal.Error.ProviderCode, Time(entry.Refusal.Since), Time(entry.Refusal.AgainAt))),
            ]);
    }

    private static IReadOnlyList<AccountOpinion> Of(IReadOnlyList<AccountOpinion> living, ProviderCredential credential) =>
        [.. living.Where(opinion => opinion.CredentialId == credential.Id)];

    private static ProviderAccountState StateOf(AccountError error) => error.Code switch
    {
        ErrorCodes.AccountOverdue => ProviderAccountState.Overdue,
        ErrorCodes.CredentialsRefused => ProviderAccountState.Refused,
        _ => ProviderAccountState.Cooling,
    };

    private async Task<ProviderModelResponse> OfAsync(
        IImageProvider provider, ModelProfile model, IReadOnlyList<AccountOpinion> living, CancellationToken cancellationToken)
    {
        var waiting = await CountAsync(TaskFields.WaitingModel, model.Id, cancellationToken);
        var places = new List<ProviderRoomResponse>();
        foreach (var credential in provider.Credentials)
        {
            var (limit, now) = (limits.Of(model), time.UnixMilliseconds());
            var room = await rooms.ReadAsync(Room.IdOf(credential.Id, model.Id), cancellationToken);
            var refusals = Of(living, credential).Select(opinion => opinion.Of(model.Id)).ToList();
            var inFlight = await CountAsync(TaskFields.InFlight, TaskFields.InFlightOf(credential.Id, model.Id), cancellationToken);
            places.Add(new ProviderRoomResponse(
                credential.Id,
                limit.Concurrency,
                limit.Concurrency is { } concurrency ? RoomRules.Usable(room, concurrency) : null,
                inFlight,
                limit.RequestsPerSecond,
                Future(room.PausedUntil, now),
                refusals.Count > 0 && refusals.TrueForAll(refusal => refusal is not null) ? Future(refusals.Min(refusal => refusal!.AgainAt), now) : null));
        }

        return new ProviderModelResponse(model.Id, provider.Api, waiting, Math.Round(schedule.MedianSeconds(model.Id), 1), places);
    }

    private Task<long> CountAsync(string field, string value, CancellationToken cancellationToken) =>
        tasks.Documents.CountAsync([new FieldValue(field, value)], MostCounted, cancellationToken);

    private static DateTimeOffset? Future(long moment, long now) => moment > now ? Time(moment) : null;

    private static DateTimeOffset Time(long moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment);
}
