using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Configuration;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Settings;

public sealed class AccountsTests : IDisposable
{
    private readonly Store store = Store.Sqlite();
    private readonly string file = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(file);
        store.Dispose();
    }

    [Fact]
    public async Task Accounts_come_from_the_short_variables_the_section_and_the_file()
    {
        await File.WriteAllTextAsync(
            file, """[{"name": "third", "access_key": "AKLT3", "secret_key": "s3", "weight": 0.5}]""", TestContext.Current.CancellationToken);
        await using var worker = Replica.Over(
            store,
            settings:
            [
                ("Volcengine:Credentials:0:Name", "second"), ("Volcengine:Credentials:0:AccessKey", "AKLT2"), ("Volcengine:Credentials:0:SecretKey", "s2"),
                ("Volcengine:CredentialsFile", file),
            ]);

        var credentials = worker.Get<ProviderApiIndex>().Of("visual").Accounts;

        Assert.Equal([("default", 1), ("second", 1), ("third", 0.5)], credentials.Select(credential => (credential.Name, credential.Weight)));
        Assert.Equal(3, credentials.Select(credential => credential.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"name": "third"}""", "not a JSON array")]
    [InlineData("""[{"name": "third", "secret": "hush-hush"}]""", "not a JSON array")]
    public async Task A_file_that_is_none_is_named_and_not_quoted(string content, string reason)
    {
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        var error = Assert.Throws<ConfigurationException>(() => Options(("Volcengine:CredentialsFile", file)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Volcengine:Credentials:0:SecretKey", "only-a-secret", "go together")]
    [InlineData("Volcengine:Credentials:0:Weight", "2", "no key")]
    [InlineData("Volcengine:Limits:*:Concurrency", "-1", "Concurrency")]
    [InlineData("Volcengine:Limits:jimeng-t2i-4.0:RequestsPerSecond", "-1", "RequestsPerSecond")]
    [InlineData("Volcengine:PollsPerSecond", "5000", "PollsPerSecond")]
    [InlineData("ImageGen:PublicUrl", "images.example.com", "IMAGEGEN_PUBLIC_URL")]
    public void What_can_not_work_is_said_in_one_line(string name, string value, string reason)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Options((name, value)));

        Assert.Contains(reason, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("only-a-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_asked_for_by_the_account_that_submitted_it()
    {
        var options = new SimulatorOptions { Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 0, GenerateMaxMs = 0, Picture = PictureMode.Fixed } };
        options.Credentials["AKLT2"] = "s2";
        await using var simulator = SimulatorApp.Create(options);
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        await using var worker = Replica.Over(
            store,
            settings:
            [
                ("Volcengine:Visual:Endpoint", simulator.Urls.First()),
                ("Volcengine:AccessKey", SimulatorCredentials.AccessKey), ("Volcengine:SecretKey", SimulatorCredentials.SecretKey),
                ("Volcengine:Credentials:0:Name", "second"), ("Volcengine:Credentials:0:AccessKey", "AKLT2"), ("Volcengine:Credentials:0:SecretKey", "s2"),
            ]);
        var provider = worker.Get<ProviderApiIndex>().Of("visual");
        await worker.AskAsync(Commands.Of("job_1", TimeProvider.System, count: 12));
        await worker.SubmitAsync();
        var tasks = await worker.Tasks.GetManyAsync([.. Enumerable.Range(0, 12).Select(n => $"job_1:1:{n}")], TestContext.Current.CancellationToken);

        Assert.Equal(2, tasks.Select(task => task.Body.Submission!.CredentialId).Distinct().Count());
        foreach (var task in tasks)
        {
            Assert.IsType<PollOutcome.Done>(await provider.PollAsync(task.Body.ToProvider(), TestContext.Current.CancellationToken));
            // A key that is no longer configured may have been one of the same account.
            var renamed = task.Body.ToProvider() with { CredentialId = "cred_gone" };
            Assert.IsType<PollOutcome.Done>(await provider.PollAsync(renamed, TestContext.Current.CancellationToken));
        }

        var unknown = tasks[0].Body.ToProvider() with { CredentialId = "cred_gone", TaskId = "1" };
        Assert.IsType<PollOutcome.NotLetIn>(await provider.PollAsync(unknown, TestContext.Current.CancellationToken));
        Assert.True(await provider.ProbeAsync(provider.Accounts[1].Id, "jimeng_t2i_v40", TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_API_that_is_declared_is_spoken() =>
        Assert.Equal(
            ProviderApis.All.Select(api => api.Name).Order(StringComparer.Ordinal),
            Replica.Over(store).Get<ProviderApiIndex>().All.Select(provider => provider.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Keys_of_Ark_are_accounts_like_the_others()
    {
        var options = new SimulatorOptions { Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 0, GenerateMaxMs = 0, Picture = PictureMode.Fixed } };
        options.ArkApiKeys.Add("second-key");
        await using var simulator = SimulatorApp.Create(options);
        await simulator.StartAsync(TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, """[{"name": "second", "ark_api_key": "second-key"}]""", TestContext.Current.CancellationToken);
        await using var worker = Replica.Over(
            store,
            settings:
            [
                ("Volcengine:Ark:Endpoint", simulator.Urls.First()), ("Volcengine:Ark:ApiKey", SimulatorCredentials.ArkApiKey),
                ("Volcengine:CredentialsFile", file), ("Volcengine:Limits:*:RequestsPerSecond", "0"),
            ]);
        var request = new ImageRequest { Model = "seedream-4.5", Prompt = "a cat", Width = 2048, Height = 2048, Count = 12 };
        await worker.AskAsync(Commands.Of("job_1", TimeProvider.System, count: 12) with { Request = request });
        await worker.SubmitAsync();

        using var http = new HttpClient();
        var ledger = await http.GetFromJsonAsync<JsonElement>(simulator.Urls.First() + "/_simulator/ledger", TestContext.Current.CancellationToken);
        Assert.Equal(12, ledger.GetProperty("total").GetInt32());
        Assert.Equal(2, ledger.GetProperty("submissions").EnumerateArray().Select(call => call.GetProperty("access_key").GetString()).Distinct().Count());
        Assert.Equal(["default", "second"], worker.Get<ProviderApiIndex>().Of("ark").Accounts.Select(account => account.Name));
        Assert.Equal(["default"], worker.Get<ProviderApiIndex>().Of("visual").Accounts.Select(account => account.Name));
    }

    private VolcengineOptions Options(params (string, string)[] settings)
    {
        var worker = Replica.Over(store, settings: settings);
        return worker.Get<IOptions<VolcengineOptions>>().Value;
    }
}
