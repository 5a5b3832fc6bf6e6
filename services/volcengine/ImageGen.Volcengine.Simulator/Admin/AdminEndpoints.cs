using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Admin;

/// <summary><c>/_simulator</c>: what a test or a curious person reads and sets. Open to whoever can reach the simulator.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/_simulator");
        admin.MapGet(
            "/ledger", (string? prompt, TaskBook tasks, CallCounts counts) => Answer(LedgerView.Of(tasks.ReadLedger(prompt), counts)));
        admin.MapDelete("/ledger", (TaskBook tasks, CallCounts counts) =>
        {
            tasks.ClearLedger();
            counts.Clear();
            return Results.NoContent();
        });
        admin.MapGet("/faults", (FaultBook faults) => Answer(faults.Read()));
        admin.MapPut("/faults", PutFaultsAsync);
        admin.MapDelete("/faults", (FaultBook faults) =>
        {
            faults.Replace([]);
            return Results.NoContent();
        });
        admin.MapGet("/settings", (SimulatorState state) => Answer(state.Settings));
        admin.MapPut("/settings", PutSettingsAsync);
    }

    private static async Task<IResult> PutFaultsAsync(HttpRequest request, FaultBook faults)
    {
        try
        {
            var rules = await JsonSerializer.DeserializeAsync<FaultRule?[]>(
                request.Body, SimulatorJson.Options, request.HttpContext.RequestAborted);
            if (rules is null || rules.Contains(null))
                return Wrong("An array of rules is expected.");
            if (rules.Select(rule => rule!.Problem()).FirstOrDefault(problem => problem is not null) is { } wrong)
                return Wrong($"A rule makes no sense: {wrong}.");
            faults.Replace(rules!);
            return Answer(faults.Read());
        }
        catch (JsonException refusal)
        {
            return Wrong(refusal.Message);
        }
    }

    // Members that are not named keep their values.
    private static async Task<IResult> PutSettingsAsync(HttpRequest request, SimulatorState state)
    {
        try
        {
            var merged = JsonSerializer.SerializeToNode(state.Settings, SimulatorJson.Options)!.AsObject();
            var change = await JsonSerializer.DeserializeAsync<JsonObject>(
                request.Body, SimulatorJson.Options, request.HttpContext.RequestAborted);
            foreach (var (name, value) in change ?? [])
                merged[name] = value?.DeepClone();
            var settings = merged.Deserialize<SimulatorSettings>(SimulatorJson.Options)!;
            if (settings.Problem() is { } problem)
                return Wrong(problem);
            state.Settings = settings;
            return Answer(settings);
        }
        catch (JsonException refusal)
        {
            return Wrong(refusal.Message);
        }
    }

    private static IResult Answer<T>(T value) => Results.Json(value, SimulatorJson.Readable);

    private static IResult Wrong(string why) => Results.Json(new { error = why }, SimulatorJson.Readable, statusCode: 400);
}
