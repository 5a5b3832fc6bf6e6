using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Endpoints;

/// <summary>How the provider fares, as all workers have learned it. Nothing in it is secret.</summary>
internal sealed class ProvidersView(
    ProviderApiIndex apis,
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
        var found = new List<ProviderAccountResponse>();
        var models = new List<ProviderModelResponse>();
        foreach (var api in apis.All)
        {
            var living = await opinions.LivingAsync(api.Name, cancellationToken);
            foreach (var account in api.Accounts)
            {
                var state = await accounts.ReadAsync(AccountState.IdOf(api.Name, account.Id), cancellationToken);
                found.Add(Of(api.Name, account, state, Of(living, account)));
            }

            foreach (var model in catalogue.Models.Where(model => model.Provider.Api == api.Name))
                models.Add(await OfAsync(api, model, living, cancellationToken));
        }

        return new ProvidersResponse(found, models);
    }

    private ProviderAccountResponse Of(string api, ProviderAccount account, AccountState state, IReadOnlyList<AccountOpinion> living)
    {
        var now = time.UnixMilliseconds();
        var circuit = AccountRules.CircuitOf(state, now);
        var refusals = living.SelectMany(opinion => opinion.Refusals.Select(refusal => (opinion.WorkerId, Refusal: refusal))).ToList();
        var whole = refusals.Select(entry => entry.Refusal).Where(refusal => refusal.Model is null).ToList();
        var last = refusals.Select(entry => entry.Refusal.Error).Append(state.LastError).OfType<AccountError>().MaxBy(error => error.At);
        return new ProviderAccountResponse(
            account.Id,
            account.Name,
            api,
            account.Weight,
            whole.Count == 0 ? ProviderAccountState.Ok : whole.Count < living.Count ? ProviderAccountState.PartlyRefused : StateOf(whole[0].Error),
            whole.Count > 0 && whole.Count == living.Count ? Future(whole.Min(refusal => refusal.AgainAt), now) : null,
            new ProviderCircuitResponse(circuit, circuit == Circuit.Open ? Time(state.OpenUntil) : null),
            last is null ? null : new ProviderErrorResponse(last.Code, last.ProviderCode, Time(last.At)),
            [
                .. refusals.Select(entry => new ProviderRefusalResponse(
                    entry.WorkerId, entry.Refusal.Model, entry.Refusal.Error.Code, entry.Refusal.Error.ProviderCode, Time(entry.Refusal.Since), Time(entry.Refusal.AgainAt))),
            ]);
    }

    private static IReadOnlyList<AccountOpinion> Of(IReadOnlyList<AccountOpinion> living, ProviderAccount account) =>
        [.. living.Where(opinion => opinion.CredentialId == account.Id)];

    private static ProviderAccountState StateOf(AccountError error) => error.Code switch
    {
        ErrorCodes.AccountOverdue => ProviderAccountState.Overdue,
        ErrorCodes.CredentialsRefused => ProviderAccountState.Refused,
        _ => ProviderAccountState.Cooling,
    };

    private async Task<ProviderModelResponse> OfAsync(
        IProviderApi api, ModelProfile model, IReadOnlyList<AccountOpinion> living, CancellationToken cancellationToken)
    {
        var waiting = await CountAsync(TaskFields.WaitingModel, model.Id, cancellationToken);
        var found = new List<ProviderRoomResponse>();
        foreach (var account in api.Accounts)
        {
            var (limit, now) = (limits.Of(model), time.UnixMilliseconds());
            var room = await rooms.ReadAsync(Room.IdOf(account.Id, model.Id), cancellationToken);
            var refusals = Of(living, account).Select(opinion => opinion.Of(model.Id)).ToList();
            var inFlight = await CountAsync(TaskFields.InFlight, TaskFields.InFlightOf(account.Id, model.Id), cancellationToken);
            found.Add(new ProviderRoomResponse(
                account.Id,
                limit.Concurrency,
                limit.Concurrency is { } concurrency ? RoomRules.Usable(room, concurrency) : null,
                inFlight,
                limit.RequestsPerSecond,
                Future(room.PausedUntil, now),
                refusals.Count > 0 && refusals.TrueForAll(refusal => refusal is not null) ? Future(refusals.Min(refusal => refusal!.AgainAt), now) : null));
        }

        return new ProviderModelResponse(model.Id, api.Name, waiting, Math.Round(schedule.MedianSeconds(model.Id), 1), found);
    }

    private Task<long> CountAsync(string field, string value, CancellationToken cancellationToken) =>
        tasks.Documents.CountAsync([new FieldValue(field, value)], MostCounted, cancellationToken);

    private static DateTimeOffset? Future(long moment, long now) => moment > now ? Time(moment) : null;

    private static DateTimeOffset Time(long moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment);
}
