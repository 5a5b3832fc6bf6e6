using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Http;

public sealed class CancelAndRetryTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task A_cancel_is_pending_until_the_worker_says_more()
    {
        var id = await host.CreateIdAsync();
        var response = await host.PostAsync($"/api/v1/jobs/{id}/cancel", "");
        var job = await BodyAsync(response, 202);
        Assert.Equal(("canceled", "pending"), (job.GetProperty("status").GetString(), job.GetProperty("cancellation").GetString()));
        await Eventually.HoldsAsync("the worker is asked", () => Task.FromResult(host.Commands.Received.OfType<CancelGeneration>().Any(cancel => cancel.JobId == id)));
        await host.TellAsync(id, Some.Stopped(0));
        Assert.Equal("stopped", (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("cancellation").GetString());
    }

    [Fact]
    public async Task An_ended_job_is_not_canceled_again()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Stored(0));
        var problem = await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/cancel", ""), 409);
        Assert.Equal("job_ended", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Closing_an_unknown_job_says_that_it_may_have_been_billed()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Unknown(0));
        var job = await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/cancel", ""), 202);
        Assert.Equal(("failed", "closed"), (job.GetProperty("status").GetString(), job.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_failed_job_is_tried_again()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        var job = await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", ""), 202);
        Assert.Equal(("queued", 2), (job.GetProperty("status").GetString(), job.GetProperty("attempts").GetInt32()));
        Assert.Empty(job.GetProperty("images").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        await Eventually.HoldsAsync(
            "the second command is sent", () => Task.FromResult(host.Commands.Received.OfType<GenerateImage>().Any(command => command.JobId == id && command.Attempt == 2)));
        await host.TellAsync(id, Some.Stored(0, attempt: 2));
        Assert.Equal("succeeded", (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_retry_that_may_be_billed_twice_needs_a_yes()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Unknown(0));
        var problem = await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}"), 409);
        Assert.Equal("possible_charge", problem.GetProperty("code").GetString());
        await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"accept_possible_charge": true}"""), 202);
    }

    [Fact]
    public async Task The_places_that_may_be_paid_twice_are_named_and_the_consent_is_for_them_alone()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 3}""");
        await host.TellAsync(id, Some.Unknown(0), Some.Failed(1), Some.OnTheWire(2));
        var retry = (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("retry");
        Assert.Equal([0, 1], Places(retry, "places"));
        Assert.Equal([0], Places(retry, "possible_charge"));
        Assert.Equal([2], Places(retry, "arriving"));

        var problem = await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}"), 409);
        Assert.Equal([0], Places(problem, "places"));
        // While the person read that, another came into doubt.
        await host.TellAsync(id, Some.Unknown(2));
        problem = await JobsHost.ProblemAsync(
            await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"accept_possible_charge": true, "possible_charge": [0]}"""), 409);
        Assert.Equal("possible_charge", problem.GetProperty("code").GetString());
        Assert.Equal([0, 2], Places(problem, "places"));
        var job = await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"accept_possible_charge": true, "possible_charge": [0, 2]}"""), 202);
        Assert.Equal((2, JsonValueKind.Null), (job.GetProperty("attempts").GetInt32(), job.GetProperty("retry").ValueKind));
    }

    [Fact]
    public async Task A_retry_that_is_sent_again_opens_no_other_attempt()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        var key = ("Idempotency-Key", "first-retry");
        Assert.False((await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}", key)).Headers.Contains("Idempotency-Replayed"));
        await host.TellAsync(id, Some.Failed(0, attempt: 2));

        var again = await host.PostAsync($"/api/v1/jobs/{id}/retry", "", key);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(("failed", 2), (await BodyAsync(again, 202)) is var job ? (job.GetProperty("status").GetString(), job.GetProperty("attempts").GetInt32()) : default);
        var other = await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"accept_possible_charge": true}""", key), 422);
        Assert.Equal("idempotency_key_reused", other.GetProperty("code").GetString());
        Assert.Equal(3, (await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}", ("Idempotency-Key", "second-retry")), 202)).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task A_retry_is_for_the_attempt_that_was_seen()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"attempt": 1}"""), 202);
        await host.TellAsync(id, Some.Failed(0, attempt: 2));
        var problem = await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"attempt": 1}"""), 409);
        Assert.Equal("attempt_changed", problem.GetProperty("code").GetString());
        Assert.Equal(2, (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task A_refused_retry_does_not_use_its_key_up()
    {
        var id = await host.CreateIdAsync();
        var key = ("Idempotency-Key", "a-retry");
        await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}", key), 409);
        await host.TellAsync(id, Some.Failed(0));
        await BodyAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}", key), 202);
    }

    [Fact]
    public async Task A_call_without_room_shows_a_job_that_waits_again()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.OnTheWire(0, submission: 1, attempt: 1));
        Assert.Equal(("running", false), await WaitsAsync(id));
        await host.TellAsync(id, Some.Deferred(0));
        Assert.Equal(("queued", true), await WaitsAsync(id));
        await host.TellAsync(id, Some.OnTheWire(0, submission: 2, attempt: 1));
        Assert.Equal(("running", false), await WaitsAsync(id));
    }

    [Fact]
    public async Task Two_presses_at_once_make_one_attempt()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.PostAsync($"/api/v1/jobs/{id}/retry", "{}")));
        Assert.Single(answers, answer => (int)answer.StatusCode == 202);
        Assert.Equal(7, answers.Count(answer => (int)answer.StatusCode == 409));
        Assert.Equal(2, (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("attempts").GetInt32());
    }

    [Theory]
    [InlineData("queued", "job_open")]
    [InlineData("succeeded", "nothing_missing")]
    [InlineData("arriving", "pictures_arriving")]
    public async Task A_retry_that_makes_no_sense_is_409(string state, string code)
    {
        var id = await host.CreateIdAsync();
        if (state == "succeeded")
            await host.TellAsync(id, Some.Stored(0));
        if (state == "arriving")
        {
            await host.PostAsync($"/api/v1/jobs/{id}/cancel", "");
            await host.TellAsync(id, Some.Generated(0));
        }
        Assert.Equal(code, (await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}"), 409)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_late_picture_is_shown_beside_the_new_one()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Unknown(0));
        await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"accept_possible_charge": true}""");
        await host.TellAsync(id, Some.Generated(0, 2), Some.Stored(0, 2), Some.Started(0), Some.Generated(0), Some.Stored(0));
        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal([true, false], job.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("late").GetBoolean()));
        Assert.Equal(2, job.GetProperty("usage").GetProperty("billed").GetInt32());
        Assert.Equal(100, job.GetProperty("progress").GetProperty("percent").GetInt32());
    }

    private async Task<(string? Status, bool WaitsAgain)> WaitsAsync(string id) =>
        await host.ReadAsync("/api/v1/jobs/" + id) is var job ? (job.GetProperty("status").GetString(), job.GetProperty("waits_again").GetBoolean()) : default;

    private static int[] Places(JsonElement body, string name) => [.. body.GetProperty(name).EnumerateArray().Select(place => place.GetInt32())];

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
