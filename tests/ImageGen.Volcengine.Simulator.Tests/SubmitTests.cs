using System.Net;
using System.Text;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class SubmitTests
{
    [Fact]
    public async Task A_good_order_is_answered_in_the_services_envelope()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of("一只猫"));

        Assert.Equal((HttpStatusCode.OK, 10000), (answer.Status, answer.Code));
        Assert.Equal("Success", answer.Body["message"]!.GetValue<string>());
        Assert.Equal(10000, answer.Body["status"]!.GetValue<int>());
        Assert.EndsWith("ms", answer.Body["time_elapsed"]!.GetValue<string>());
        Assert.NotEmpty(answer.Body["request_id"]!.GetValue<string>());
        Assert.Matches("^[0-9]{19}$", answer.Data!["task_id"]!.GetValue<string>());
    }

    public static TheoryData<string, object?, int> WrongFields() => new()
    {
        { "req_key", "jimeng_t2i_v99", 50200 },
        { "req_key", null, 50200 },
        { "req_key", 4, 50200 },
        { "prompt", "", 50201 },
        { "prompt", 5, 50200 },
        { "prompt", new string('字', 801), 50200 },
        { "negative_prompt", "dogs", 50200 },
        { "seed", 1, 50200 },
        { "callback_url", "localhost", 50200 },
        { "return_url", true, 50200 },
        { "width", 1023, 50200 },
        { "width", "1024", 50200 },
        { "width", 1024.5, 50200 },
        { "width", 8192, 50200 },
        { "height", 4097 * 4, 50200 },
        { "size", 1024, 50200 },
        { "scale", 1.1, 50200 },
        { "scale", "0.5", 50200 },
        { "force_single", "yes", 50200 },
        { "min_ratio", 0.01, 50200 },
        { "image_urls", "http://example.com/a.png", 50200 },
        { "image_urls", new[] { "ftp://example.com/a.png" }, 50200 },
        { "image_urls", new[] { 1 }, 50200 },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_wrong_field_is_refused_and_not_paid(string name, object? value, int code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of("a cat", (name, value)));

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.Null(answer.Data);
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("{\"req_key\":\"jimeng_t2i_v40\",\"prompt\":\"a cat\",\"width\":1024}", 50200)]
    [InlineData("{\"req_key\":\"jimeng_t2i_v40\"}", 50201)]
    [InlineData("{\"prompt\":\"a cat\"}", 50201)]
    [InlineData("{\"req_key\":\"jimeng_t2i_v40\",\"prompt\":\"a\",\"prompt\":\"b\"}", 50204)]
    [InlineData("{\"req_key\":", 50204)]
    [InlineData("[]", 50204)]
    [InlineData("", 50204)]
    public async Task A_body_that_is_not_an_order_is_refused(string body, int code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_long_prompt_counts_characters_and_not_bytes()
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of(string.Concat(Enumerable.Repeat("😀", 800))));

        Assert.Equal(10000, answer.Code);
    }

    [Theory]
    [InlineData("a 违禁 picture", 50412)]
    [InlineData("a FORBIDDEN-test-word", 50412)]
    [InlineData("侵权 cat", 50413)]
    public async Task A_forbidden_prompt_is_refused_and_not_paid(string prompt, int code)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        var answer = await simulator.SubmitAsync(Orders.Of(prompt));

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task More_calls_a_second_than_allowed_are_refused_until_the_second_is_over()
    {
        await using var simulator = await RunningSimulator.StartAsync(options => options.Settings = new SimulatorSettings { Qps = 2 });
        await simulator.SubmitAsync("one");
        await simulator.SubmitAsync("two");

        var third = await simulator.SubmitAsync(Orders.Of("three"));
        simulator.Time.Advance(TimeSpan.FromSeconds(1));
        var fourth = await simulator.SubmitAsync(Orders.Of("four"));

        Assert.Equal((HttpStatusCode.TooManyRequests, 50429), (third.Status, third.Code));
        Assert.Equal(10000, fourth.Code);
        Assert.Equal(3, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task More_tasks_at_once_than_allowed_are_refused_until_one_is_done()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            options => options.Settings = new SimulatorSettings { MaxConcurrency = 1 });
        await simulator.SubmitAsync("one");

        var second = await simulator.SubmitAsync(Orders.Of("two"));
        simulator.Time.Advance(TimeSpan.FromSeconds(5));
        var third = await simulator.SubmitAsync(Orders.Of("three"));

        Assert.Equal((HttpStatusCode.TooManyRequests, 50430), (second.Status, second.Code));
        Assert.Equal(10000, third.Code);
    }
}
