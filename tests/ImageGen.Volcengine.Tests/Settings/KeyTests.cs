using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tests.Settings;

/// <summary>A key is cleaned and checked where it enters: no paid call finds out that it can not be sent.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly Store store = Store.Sqlite();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("ark-0001\r")]
    [InlineData("ark-0001\r\n")]
    [InlineData("  ark-0001\t")]
    [InlineData("\ufeffark-0001")]
    [InlineData("ark-0001\u200b")]
    [InlineData("\u2060ark-0001\u00a0")]
    [InlineData("\u3000ark-0001\u3000")]
    [InlineData("\"ark-0001\"")]
    [InlineData("'ark-0001'\r")]
    [InlineData("“ark-0001”")]
    [InlineData("Bearer ark-0001")]
    [InlineData("bearer\tark-0001")]
    [InlineData("\"Bearer ark-0001\"")]
    [InlineData("Bearer \"ark-0001\"\r\n")]
    public void What_is_left_around_a_key_is_no_part_of_it(string text)
    {
        Assert.Equal("ark-0001", KeyText.Clean(text));
        Assert.Equal("ark-0001", Options(("Volcengine:Ark:ApiKey", text)).Ark.ApiKey);
        Assert.Equal("ark-0001", Options(("Volcengine:Credentials:0:Name", "b"), ("Volcengine:Credentials:0:ArkApiKey", text)).Credentials[0].ArkApiKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("\"\"")]
    public void Nothing_but_blanks_is_no_key(string text) => Assert.Equal("", KeyText.Clean(text));

    [Theory]
    [InlineData("Bearerless-key")]
    [InlineData("a+b/c==")]
    [InlineData("it's")]
    public void What_belongs_to_a_key_stays(string key)
    {
        Assert.Equal(key, KeyText.Clean(key));
        Assert.Null(KeyText.Problem(key));
    }

    [Theory]
    [InlineData("Volcengine:Ark:ApiKey", "ark\u200b-0001", "ARK_API_KEY has the character U+200B at place 4 of 9")]
    [InlineData("Volcengine:Ark:ApiKey", "ark-0001 # of the team", "ARK_API_KEY has a blank at place 9 of 22")]
    [InlineData("Volcengine:Ark:ApiKey", "ark-0001\nark-0002", "ARK_API_KEY has the character U+000A")]
    [InlineData("Volcengine:Ark:ApiKey", "钥匙", "ARK_API_KEY has the character U+94A5 at place 1 of 2")]
    [InlineData("Volcengine:AccessKey", "AK\u00a0LT", "VOLCENGINE_ACCESS_KEY has the character U+00A0")]
    [InlineData("Volcengine:SecretKey", "se cret", "VOLCENGINE_SECRET_KEY has a blank")]
    [InlineData("Volcengine:SessionToken", "to\rken", "VOLCENGINE_SESSION_TOKEN has the character U+000D")]
    [InlineData("Volcengine:Credentials:0:ArkApiKey", "b\u200bc", "the Ark API key has the character U+200B")]
    public void A_key_that_no_request_could_carry_stops_the_start_in_one_line_that_does_not_show_it(string name, string key, string reason)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Options((name, key), ("Volcengine:Credentials:0:Name", "second")));

        var line = Assert.Single(error.Failures);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Other_settings_are_trimmed_too()
    {
        var options = Options(
            ("Volcengine:Region", "cn-north-1\r"), ("Volcengine:Visual:Endpoint", " https://visual.example.com\r\n"),
            ("Volcengine:Ark:Endpoint", " \"https://ark.example.com/api/v3\"\r\n"), ("Volcengine:ImageX:ServiceId", "\ufeffabc\r"));

        Assert.Equal(
            ("cn-north-1", "https://visual.example.com", "https://ark.example.com/api/v3", "abc"),
            (options.Region, options.Visual.Endpoint, options.Ark.Endpoint, options.ImageX.ServiceId));
    }

    [Fact]
    public async Task A_key_from_an_edited_file_makes_a_picture()
    {
        await using var simulator = await StandIn.StartAsync();
        await using var worker = Replica.Over(
            store,
            settings:
            [
                ("Volcengine:Ark:Endpoint", simulator.Url + "/api/plan/v3\r"), ("Volcengine:Ark:ApiKey", SimulatorCredentials.ArkApiKey + "\r"),
                ("Volcengine:Visual:Endpoint", simulator.Url), ("Volcengine:AccessKey", $"\"{SimulatorCredentials.AccessKey}\"\r\n"),
                ("Volcengine:SecretKey", SimulatorCredentials.SecretKey + "\r\n"),
            ]);
        await worker.AskAsync(Commands.Of("job_1", TimeProvider.System));
        await worker.AskAsync(Commands.Of("job_2", TimeProvider.System) with { Request = Arks.Request() });
        await worker.SubmitAsync();

        Assert.Equal(["ark", "visual"], (await simulator.LedgerAsync()).Select(line => line["api"]!.GetValue<string>()).Order());
    }

    /// <summary>Past every check, as a header that a later version might add.</summary>
    [Theory]
    [InlineData("ark-0001\r\nX-Other: 1")]
    [InlineData("ark-0001\u200b")]
    public async Task What_can_not_be_sent_is_not_sent(string key)
    {
        await using var server = RawServer.Answering("200 OK", "{}");
        await using var ark = new Arks(server.Url, key);
        var outcome = await ark.SubmitAsync(Arks.Request());

        Assert.IsType<SubmitOutcome.NotSent>(outcome);
        Assert.Equal(0, server.Requests);
    }

    private VolcengineOptions Options(params (string, string)[] settings)
    {
        var worker = Replica.Over(store, settings: settings);
        return worker.Get<IOptions<VolcengineOptions>>().Value;
    }
}
