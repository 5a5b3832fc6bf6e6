using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Admin;

/// <summary>What an operator sees of a job; whoever asked for the picture sees the reason and who must act.</summary>
public sealed class AdminJobTests(JobsHost host) : IClassFixture<JobsHost>
{
    private const string Raw = "HTTP 400 as it came";

    [Fact]
    public async Task A_failure_is_shown_with_its_submission_and_the_providers_answer()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        var job = await host.ReadAsync("/api/v1/admin/jobs/" + id);

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Equal("5ebbe2a2650a5e157c4f8e6720167485236ce883498722718171efe14efab41c", job.GetProperty("prompt_sha256").GetString());
        var place = Assert.Single(job.GetProperty("places").EnumerateArray());
        Assert.Equal(("failed", 1, 0, false), (place.GetProperty("state").GetString(), place.GetProperty("attempt").GetInt32(), place.GetProperty("index").GetInt32(), place.GetProperty("billed").GetBoolean()));
        var error = place.GetProperty("error");
        Assert.Equal(("prompt_rejected", "user", "50411", Raw), (
            error.GetProperty("code").GetString(), error.GetProperty("act").GetString(), error.GetProperty("provider_code").GetString(), error.GetProperty("provider_answer").GetString()));
        Assert.Equal(("sub_1", "1970-01-01T00:00:00Z"), (
            place.GetProperty("submission").GetProperty("id").GetString(), place.GetProperty("submission").GetProperty("submitted_at").GetString()));
    }

    [Fact]
    public async Task An_unknown_outcome_is_shown_with_what_finds_the_call()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Unknown(0));
        var job = await host.ReadAsync("/api/v1/admin/jobs/" + id);

        Assert.Equal("needs_attention", job.GetProperty("status").GetString());
        var submission = job.GetProperty("places")[0].GetProperty("submission");
        Assert.Equal(("req_9", "HTTP 502"), (submission.GetProperty("provider_request_id").GetString(), submission.GetProperty("provider_answer").GetString()));
        Assert.NotEmpty(submission.GetProperty("unknown_reason").GetString()!);
    }

    [Fact]
    public async Task Each_attempt_shows_what_it_asked_for_what_it_left_to_others_and_what_was_taken_from_it()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 2}""");
        await host.TellAsync(id, Some.Unknown(0), Some.Started(1));
        await host.PostAsync($"/api/v1/jobs/{id}/retry", """{"accept_possible_charge": true}""");
        await host.PostAsync($"/api/v1/jobs/{id}/cancel", "");
        await host.TellAsync(id, Some.Stopped(0, attempt: 2));
        var attempts = (await host.ReadAsync("/api/v1/admin/jobs/" + id)).GetProperty("attempts").EnumerateArray().ToArray();

        Assert.Equal(["[0,1] [0] [] person pending False", "[0] [] [1] person pending True"], attempts.Select(attempt => string.Join(
            ' ',
            attempt.GetProperty("indices").GetRawText(),
            attempt.GetProperty("superseded").GetRawText(),
            attempt.GetProperty("awaits").GetRawText(),
            attempt.GetProperty("canceled_for").GetString(),
            attempt.GetProperty("cancellation").GetString(),
            attempt.GetProperty("closed").GetBoolean())));
    }

    [Fact]
    public async Task A_picture_that_waits_to_be_stored_is_shown_with_what_was_found()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Generated(0), Some.Delayed(0));
        var delay = (await host.ReadAsync("/api/v1/admin/jobs/" + id)).GetProperty("places")[0].GetProperty("delay");

        Assert.Equal(("not_a_picture", "p9.example.com answered a page"), (
            delay.GetProperty("error").GetProperty("code").GetString(), delay.GetProperty("error").GetProperty("message").GetString()));
        Assert.Equal("2027-01-15T08:01:01Z", delay.GetProperty("since").GetString());
    }

    [Fact]
    public async Task Whoever_asked_for_it_is_not_shown_the_answer()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 2}""");
        await host.TellAsync(id, Some.Failed(0), Some.Unknown(1));
        var shown = await host.Client.GetStringAsync("/api/v1/jobs/" + id) + await host.Client.GetStringAsync("/api/v1/jobs");

        Assert.DoesNotContain(Raw, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("HTTP 502", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("provider_answer", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prompt_rejected", "user")]
    [InlineData("credentials_refused", "operator")]
    [InlineData("provider_error", "nobody")]
    [InlineData("code_of_the_future", "operator")]
    public async Task A_failure_says_who_must_act(string code, string act)
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0, code: code));
        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        Assert.Equal(act, job.GetProperty("error").GetProperty("act").GetString());
        Assert.Equal(act, job.GetProperty("images")[0].GetProperty("error").GetProperty("act").GetString());
    }

    [Fact]
    public async Task A_job_that_never_was_is_404() =>
        Assert.Equal("job_not_found", (await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/admin/jobs/job_none"), 404)).GetProperty("code").GetString());
}
