using System.Net;
using System.Net.Http.Headers;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class PictureAddressTests
{
    [Fact]
    public async Task An_address_is_on_the_callers_host_and_answers_a_whole_png()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync("一只猫");

        using var response = await simulator.Http.GetAsync(url);

        Assert.StartsWith(simulator.Http.BaseAddress!.ToString(), url);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes.Length, response.Content.Headers.ContentLength);
        Assert.NotNull(response.Headers.ETag);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(response.Headers.ETag.Tag));
        using var again = await simulator.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task An_address_is_refused_when_its_time_is_over_and_a_new_one_works()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutSettingsAsync(new { url_life_s = 60 });
        var taskId = await simulator.SubmitAsync("一只猫");
        simulator.Time.Advance(TimeSpan.FromSeconds(10));
        var url = (await simulator.GetResultAsync(taskId)).Data!["image_urls"]![0]!.GetValue<string>();

        simulator.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(simulator, url));
        simulator.Time.Advance(TimeSpan.FromSeconds(1));
        using var late = await simulator.Http.GetAsync(url);
        var fresh = (await simulator.GetResultAsync(taskId)).Data!["image_urls"]![0]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains("<Code>AccessDenied</Code>", await late.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(simulator, fresh));
    }

    [Theory]
    [InlineData("expires=", "expires=9")]
    [InlineData("sig=", "sig=0")]
    [InlineData("-0.png", "-1.png")]
    [InlineData("rendition=", "rendition=A")]
    public async Task A_changed_address_is_refused(string part, string changed)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync("一只猫", new { return_url = true, logo_info = new { add_logo = true } });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(simulator, url));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(simulator, url.Replace(part, changed, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_fixed_picture_is_the_same_for_everybody_and_about_200_kilobytes()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutSettingsAsync(new { queue_ms = 0, generate_min_ms = 0, generate_max_ms = 0, picture = "fixed" });

        var cat = await simulator.Http.GetByteArrayAsync(await simulator.FinishedUrlAsync("一只猫"));
        var dog = await simulator.Http.GetByteArrayAsync(await simulator.FinishedUrlAsync("a dog"));

        Assert.Equal(cat, dog);
        Assert.InRange(cat.Length, 150_000, 250_000);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningSimulator simulator, string url)
    {
        using var response = await simulator.Http.GetAsync(url);
        return response.StatusCode;
    }
}
