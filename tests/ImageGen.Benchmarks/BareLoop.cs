using System.Diagnostics;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ObjectStorage;
using ImageGen.Volcengine;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageGen.Benchmarks;

/// <summary>The machine's ceiling: the same client and the same store in a loop that only signs, submits, polls, downloads and stores.</summary>
internal static class BareLoop
{
    private const int Parallel = 32;
    private static readonly ModelProfile Model = ModelCatalogue.BuiltIn().Models.Single(model => model.Id == "jimeng-t2i-4.0");

    public static async Task<Measurement> RunAsync(InstantProvider provider, int jobs, bool s3, string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Volcengine:AccessKey"] = provider.Environment["VOLCENGINE_ACCESS_KEY"],
            ["Volcengine:SecretKey"] = provider.Environment["VOLCENGINE_SECRET_KEY"],
            ["Volcengine:Visual:Endpoint"] = provider.Environment["VOLCENGINE_VISUAL_ENDPOINT"],
            ["IMAGEGEN_DATA"] = folder,
        });
        if (s3)
            builder.Configuration.AddInMemoryCollection(Stack.S3Settings());
        builder.AddVolcengine();
        await using var services = builder.Services.BuildServiceProvider();
        var calls = services.GetRequiredService<ProviderApiIndex>().For(Model)!;
        // A host does so in the background; here nobody waits for its bucket.
        await services.GetRequiredService<IPreparedStore>().PrepareAsync(CancellationToken.None);
        var store = services.GetRequiredService<IObjectStore>();
        using var http = new HttpClient();

        await RunOneAsync(calls, store, http, "warm-up");
        var alone = new List<double>();
        for (var n = 0; n < 30; n++)
            alone.Add(await RunOneAsync(calls, store, http, $"alone-{n}"));
        var watch = Stopwatch.StartNew();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, jobs), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (n, _) => await RunOneAsync(calls, store, http, $"bare-{n}"));
        return new Measurement(AcceptedPerSecond: null, jobs / watch.Elapsed.TotalSeconds, Measurement.Median(alone));
    }

    private static async Task<double> RunOneAsync(IProviderApi provider, IObjectStore store, HttpClient http, string name)
    {
        var watch = Stopwatch.StartNew();
        var wanted = new ProviderCall(
            Model, new ImageRequest { Model = Model.Id, Prompt = name, Width = 1024, Height = 1024 }, Pictures: 1, provider.Accounts[0].Id, "sub_" + name);
        var call = ((Preparation.Ready)await provider.PrepareAsync(wanted, CancellationToken.None)).Call;
        var accepted = (SubmitOutcome.Accepted)await provider.SubmitAsync(call, new Silent(), CancellationToken.None);
        var task = new ProviderTask(provider.Name, call.CredentialId, Model.Provider.Key, accepted.TaskId, name);
        PollOutcome outcome;
        do
            outcome = await provider.PollAsync(task, CancellationToken.None);
        while (outcome is PollOutcome.Pending);
        var url = ((PollOutcome.Done)outcome).Pictures[0].Url!;
        using var picture = new MemoryStream(await http.GetByteArrayAsync(url));
        await store.PutAsync($"bench/{name}.png", picture, "image/png", CancellationToken.None);
        return watch.Elapsed.TotalMilliseconds;
    }

    private sealed class Silent : ISubmitProgress
    {
        public Task StartedAsync() => Task.CompletedTask;

        public Task ArrivedAsync(ProviderPicture picture) => Task.CompletedTask;
    }
}
