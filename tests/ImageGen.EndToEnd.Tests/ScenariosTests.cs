using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>What the platform does for its users, the same in one process and in many.</summary>
public abstract class ScenariosTests(Deployment deployment) : PlatformTests(deployment)
{
    [Fact]
    public async Task A_prompt_becomes_a_stored_picture()
    {
        var prompt = Unique("雪山湖泊，黄昏");
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.SubmitAsync(prompt)));
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        var image = Assert.Single(job.GetProperty("images").EnumerateArray());
        var bytes = await Client.PictureAsync(image);
        Assert.Equal(image.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(image.GetProperty("bytes").GetInt64(), bytes.Length);
        Assert.Equal(1, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task Several_pictures_of_one_job_are_each_paid_once()
    {
        var prompt = Unique("four foxes");
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.SubmitAsync(prompt, count: 4)));
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        Assert.Equal([0, 1, 2, 3], job.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("index").GetInt32()).Order());
        Assert.Equal(4, await Simulator.PaidAsync(prompt));
    }

    [Theory]
    [InlineData("pic-html--4")]
    [InlineData("pic-notyet--4")]
    [InlineData("pic-forbidden--2")]
    [InlineData("pic-trail")]
    [InlineData("pic-gz")]
    [InlineData("pic-big")]
    [InlineData("pic-aigc")]
    [InlineData("url-data")]
    public async Task A_picture_that_comes_oddly_is_stored_and_labelled(string fault)
    {
        var prompt = Unique($"an odd lake [[{fault}]]");
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.SubmitAsync(prompt)));
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        var image = Assert.Single(job.GetProperty("images").EnumerateArray());
        var label = $"\"ProduceID\":\"{image.GetProperty("id").GetString()}\"";
        Assert.True((await Client.PictureAsync(image)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(label)) > 0);
        Assert.Equal(1, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_moderation_refusal_says_why_and_is_not_billed()
    {
        var prompt = Unique("moderated");
        await Simulator.FailAsync(new { on = "submit", prompt_contains = prompt, kind = "envelope", code = 50412, http = 400, message = "Text Risk Not Pass" });
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.SubmitAsync(prompt)));
        Assert.Equal("failed", ImageGenClient.Status(job));
        var error = job.GetProperty("error");
        Assert.Equal("prompt_rejected", error.GetProperty("code").GetString());
        Assert.Equal("50412", error.GetProperty("provider_code").GetString());
        Assert.Equal(0, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_provider_that_fails_with_its_own_error_fails_the_job_and_a_retry_mends_it()
    {
        var prompt = Unique("fails once");
        await Simulator.FailAsync(new { on = "submit", prompt_contains = prompt, kind = "envelope", code = 50500, http = 500, message = "Internal Error" });
        var id = ImageGenClient.Id(await Client.SubmitAsync(prompt));
        Assert.Equal("failed", ImageGenClient.Status(await Client.WaitUntilEndedAsync(id)));
        await Client.PostAsync($"/api/v1/jobs/{id}/retry", HttpStatusCode.Accepted);
        Assert.Equal("succeeded", ImageGenClient.Status(await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "succeeded")));
        Assert.Equal(1, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_gateway_error_that_may_have_been_paid_waits_for_a_person()
    {
        var prompt = Unique("unknown outcome");
        // Still at work when it is asked for again: else its callback would tell that it was taken, and bring its picture.
        await Simulator.SetAsync(new { generate_min_ms = 600_000, generate_max_ms = 600_000 });
        await Simulator.FailAsync(new { on = "submit", prompt_contains = prompt, kind = "reset_after" });
        var id = ImageGenClient.Id(await Client.SubmitAsync(prompt));
        await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "needs_attention");
        await Simulator.AnswerFastAsync();
        Assert.Equal(1, await Simulator.PaidAsync(prompt));
        await Client.PostAsync($"/api/v1/jobs/{id}/retry", HttpStatusCode.Conflict);
        await Client.PostAsync($"/api/v1/jobs/{id}/retry", HttpStatusCode.Accepted, new { accept_possible_charge = true });
        await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "succeeded");
        Assert.Equal(2, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_provider_that_throttles_delays_the_job_and_never_fails_it()
    {
        var prompt = Unique("throttled");
        await Simulator.FailAsync(new { on = "submit", prompt_contains = prompt, kind = "envelope", code = 50430, http = 429, message = "Request Has Reached API Concurrent Limit", times = 3 });
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.SubmitAsync(prompt)));
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        Assert.Equal(1, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_slow_provider_is_waited_for()
    {
        var prompt = Unique("slow");
        await Simulator.FailAsync(new { on = "get_result", prompt_contains = prompt, kind = "slow", delay_ms = 3000, times = 2 });
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.SubmitAsync(prompt)));
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        Assert.Equal(1, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_cancel_before_the_submission_stops_it_and_nothing_is_paid()
    {
        var prompt = Unique("canceled early");
        await Simulator.FailAsync(new { on = "submit", prompt_contains = prompt, kind = "envelope", code = 50430, http = 429, message = "busy", times = -1 });
        var id = ImageGenClient.Id(await Client.SubmitAsync(prompt));
        await Client.PostAsync($"/api/v1/jobs/{id}/cancel", HttpStatusCode.Accepted);
        await Client.WaitAsync(id, job => job.GetProperty("cancellation").GetString() == "stopped");
        Assert.Equal(0, await Simulator.PaidAsync(prompt));
    }

    [Fact]
    public async Task A_cancel_after_the_submission_keeps_the_picture_that_was_paid()
    {
        var prompt = Unique("canceled late");
        await Simulator.FailAsync(new { on = "get_result", prompt_contains = prompt, kind = "slow", delay_ms = 2000 });
        var id = ImageGenClient.Id(await Client.SubmitAsync(prompt));
        await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "running");
        await Client.PostAsync($"/api/v1/jobs/{id}/cancel", HttpStatusCode.Accepted);
        var job = await Client.WaitAsync(id, job => job.GetProperty("cancellation").GetString() == "charged" && job.GetProperty("images").GetArrayLength() == 1);
        Assert.Equal("canceled", ImageGenClient.Status(job));
        Assert.True(Assert.Single(job.GetProperty("images").EnumerateArray()).GetProperty("late").GetBoolean());
    }

    [Fact]
    public async Task A_cancel_of_what_is_being_made_is_passed_on_to_a_provider_that_takes_it()
    {
        await Simulator.SetAsync(new { queue_ms = 60_000, cancels = true });
        var prompt = Unique("canceled at the provider");
        var id = ImageGenClient.Id(await Client.SubmitAsync(prompt));
        await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "running");
        await Client.PostAsync($"/api/v1/jobs/{id}/cancel", HttpStatusCode.Accepted);
        await TestKit.Eventually.HoldsAsync(
            "the provider has stopped it", async () => Assert.Single(await Simulator.SubmissionsAsync(prompt)).GetProperty("canceled").GetBoolean());
    }

    /// <summary>The provider would stop the task if it was asked to, and a retry would pay for a second one.</summary>
    [Fact]
    public async Task A_deadline_ends_the_job_and_nothing_that_the_provider_makes()
    {
        await Simulator.SetAsync(new { generate_min_ms = 10_000, generate_max_ms = 10_000, cancels = true });
        var prompt = Unique("expired");
        var id = ImageGenClient.Id(await Client.PostAsync("/api/v1/jobs", HttpStatusCode.Accepted, new { prompt, deadline_s = 1 }));
        await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "expired");
        await Client.PostAsync($"/api/v1/jobs/{id}/retry", HttpStatusCode.Conflict, new { accept_possible_charge = true });

        var job = await Client.WaitAsync(id, job => job.GetProperty("images").GetArrayLength() == 1);
        Assert.Equal(("expired", "charged"), (ImageGenClient.Status(job), job.GetProperty("cancellation").GetString()));
        Assert.False(Assert.Single(await Simulator.SubmissionsAsync(prompt)).GetProperty("canceled").GetBoolean());
    }

    [Fact]
    public async Task A_restart_in_the_middle_loses_nothing()
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 3000, generate_max_ms = 5000 });
        var jobs = Send("restart in the middle", 5);
        foreach (var id in await jobs.IdsAsync())
            await Client.WaitAsync(id, job => ImageGenClient.Status(job) != "queued");
        foreach (var process in Platform.Processes)
        {
            await process.KillAsync();
            await process.StartAsync();
        }
        Assert.Equal(0, await jobs.ComeToRestAsync());
    }

    [Fact]
    public async Task No_process_answers_to_a_foreign_name_or_a_foreign_page()
    {
        foreach (var process in Platform.Processes)
        {
            using var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri(process.Address, "/api/v1/jobs"));
            rebound.Headers.Host = $"rebind.evil.example:{process.Address.Port}";
            Assert.Equal(HttpStatusCode.BadRequest, (await Client.Http.SendAsync(rebound)).StatusCode);
            using var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri(process.Address, "/api/v1/uploads"));
            foreign.Headers.Add("Origin", "http://evil.example");
            Assert.Equal(HttpStatusCode.Forbidden, (await Client.Http.SendAsync(foreign)).StatusCode);
        }
    }

    [Fact]
    public async Task An_operator_can_list_what_could_not_be_read()
    {
        var list = await Client.Http.GetFromJsonAsync<JsonElement>("/api/v1/admin/documents", TestContext.Current.CancellationToken);
        Assert.Equal(0, list.GetProperty("unreadable").GetArrayLength());
    }

    private static string Unique(string prompt) => $"{prompt} {Guid.NewGuid():N}";

    [Collection<OnStandalone>]
    public sealed class OfStandalone(StandaloneDeployment deployment) : ScenariosTests(deployment);

    [Collection<OnDistributed>]
    public sealed class OfDistributed(DistributedDeployment deployment) : ScenariosTests(deployment);

    [Collection<OnReplicaSet>]
    public sealed class OfDistributedOverReplicaSet(ReplicaSetDeployment deployment) : ScenariosTests(deployment);
}
