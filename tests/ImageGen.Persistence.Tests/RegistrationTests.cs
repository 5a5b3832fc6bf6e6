using ImageGen.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Persistence.Tests;

public sealed class RegistrationTests(MongoServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_share_one_database_and_one_readiness_check()
    {
        using var folder = new TempFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("IMAGEGEN_DATA", Path.Combine(folder.Path, "made", "here"))]);
        builder.AddDocuments(Note.Model("notes")).AddDocuments(new DocumentModel<NoteLine>("lines", line => line.Text));
        using (var host = builder.Build())
        {
            await host.Services.GetRequiredService<IDocuments<Note>>().InsertAsync(new Note { Id = "a" }, Cancel);
            await host.Services.GetRequiredService<IDocuments<NoteLine>>().InsertAsync(new NoteLine("b", 1), Cancel);
            var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"), Cancel);
            Assert.Equal((HealthStatus.Healthy, "sqlite"), (report.Status, Assert.Single(report.Entries).Key));
        }

        Assert.Equal(["imagegen.db"], Directory.GetFiles(Path.Combine(folder.Path, "made", "here")).Select(Path.GetFileName));
    }

    [Fact]
    public void An_unreadable_MONGODB_URL_is_one_line_without_its_password()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Store.Open("MONGODB_URL", "mongo://me:secret@host", Note.Model("notes")));
        Assert.StartsWith("MONGODB_URL", error.Message);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Fact]
    public async Task A_host_is_ready_when_its_clock_agrees_with_the_databases()
    {
        using var store = Store.Open("MONGODB_URL", await server.NewDatabaseAsync(), Note.Model("notes"));
        var report = await store.Health.CheckHealthAsync(Cancel);
        Assert.Equal((HealthStatus.Healthy, "mongodb"), (report.Status, Assert.Single(report.Entries).Key));
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(8)]
    public async Task A_host_whose_clock_is_off_is_not_ready_and_says_so(int seconds)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(seconds));
        using var store = Store.Open("MONGODB_URL", await server.NewDatabaseAsync(), Note.Model("notes"), clock);
        var report = await store.Health.CheckHealthAsync(Cancel);
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("s off the database's clock", Assert.Single(report.Entries).Value.Description);
    }

    [Fact]
    public async Task A_host_without_its_database_is_not_ready()
    {
        using var store = Store.Open("MONGODB_URL", $"mongodb://127.0.0.1:{LocalServer.FreePort()}/?serverSelectionTimeoutMS=300", Note.Model("notes"));
        Assert.Equal(HealthStatus.Unhealthy, (await store.Health.CheckHealthAsync(Cancel)).Status);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_told_in_the_words_of_the_port()
    {
        using var store = Store.Open("MONGODB_URL", $"mongodb://127.0.0.1:{LocalServer.FreePort()}/?serverSelectionTimeoutMS=300", Note.Model("notes"));
        await Assert.ThrowsAsync<DocumentStoreUnavailableException>(() => store.Documents<Note>().GetAsync("a", Cancel));
    }
}
