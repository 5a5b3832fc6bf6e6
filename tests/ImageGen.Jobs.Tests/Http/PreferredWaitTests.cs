using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Http;

public sealed class PreferredWaitTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(Some.Now));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobs-tests-");
    private readonly JobsHost host;

    public PreferredWaitTests() => host = new JobsHost(folder.FullName, time);

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The clock of this host stands still, so nothing else would ever end the wait.</summary>
    [Fact]
    public async Task A_process_that_stops_answers_whoever_waits_for_a_job_with_what_there_is()
    {
        var waiting = host.PostAsync("/api/v1/jobs", """{"prompt": "a fox"}""", ("Prefer", "wait=60"));
        await Eventually.HoldsAsync("the job is accepted", async () => (await host.ReadAsync("/api/v1/jobs")).GetProperty("data").GetArrayLength() == 1);
        Assert.False(waiting.IsCompleted);

        host.Service<IHostApplicationLifetime>().StopApplication();
        Assert.Equal(202, (int)(await waiting).StatusCode);
    }
}
