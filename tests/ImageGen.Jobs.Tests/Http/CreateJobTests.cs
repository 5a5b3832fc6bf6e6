using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Http;

public sealed class CreateJobTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task A_job_is_accepted_and_its_command_sent()
    {
        var response = await host.PostAsync("/api/v1/jobs", """{"prompt": "山水画", "count": 2, "guidance_scale": 0.7, "tags": ["a"], "metadata": {"order": "A-17"}}""");
        Assert.Equal(202, (int)response.StatusCode);
        var job = await response.Content.ReadFromJsonAsync<JsonElement>();
        var id = job.GetProperty("id").GetString()!;
        Assert.StartsWith("job_", id, StringComparison.Ordinal);
        Assert.Equal($"/api/v1/jobs/{id}", response.Headers.Location?.ToString());
        Assert.Equal("2", response.Headers.RetryAfter?.ToString());
        Assert.Equal("queued", job.GetProperty("status").GetString());
        Assert.Equal("""{"prompt":"山水画","count":2,"guidance_scale":0.7}""", job.GetProperty("parameters").GetRawText());
        Assert.Equal("""{"prompt":"山水画","size":"2048x2048","count":2,"guidance_scale":0.7}""", job.GetProperty("effective_parameters").GetRawText());
        Assert.Equal("""{"completed":0,"total":2,"percent":0}""", job.GetProperty("progress").GetRawText());
        Assert.Equal("""{"reserved":2,"billed":0,"unknown":0}""", job.GetProperty("usage").GetRawText());
        Assert.Equal("""{"order":"A-17"}""", job.GetProperty("metadata").GetRawText());
        Assert.True(job.GetProperty("queue").GetProperty("position").GetInt32() >= 1);

        await Eventually.HoldsAsync("the command reaches the bus", () => Task.FromResult(Commands(id).Any()));
        var command = Commands(id).First();
        Assert.Equal([0, 1], command.Indices);
        Assert.Equal((2048, 2048, 2, 0.7), (command.Request.Width!.Value, command.Request.Height!.Value, command.Request.Count, command.Request.GuidanceScale!.Value));
    }

    [Fact]
    public async Task Members_that_are_null_are_as_good_as_absent()
    {
        var job = await host.CreateAsync("""{"prompt": "a fox", "model": null, "seed": null, "size": null, "count": null, "references": null, "tags": null}""");
        Assert.Equal("""{"prompt":"a fox"}""", job.GetProperty("parameters").GetRawText());
    }

    [Fact]
    public async Task A_style_is_words_of_the_prompt_that_is_sent()
    {
        var job = await host.CreateAsync("""{"prompt": "a fox", "style": "pixel"}""");
        Assert.Equal("""{"prompt":"a fox","style":"pixel"}""", job.GetProperty("parameters").GetRawText());
        var sent = job.GetProperty("effective_parameters");
        Assert.StartsWith("a fox, pixel art", sent.GetProperty("prompt").GetString(), StringComparison.Ordinal);
        Assert.False(sent.TryGetProperty("style", out _));
        var id = job.GetProperty("id").GetString()!;
        await Eventually.HoldsAsync("the command reaches the bus", () => Task.FromResult(Commands(id).Any()));
        Assert.Equal(sent.GetProperty("prompt").GetString(), Commands(id).First().Request.Prompt);
    }

    [Fact]
    public async Task What_only_some_models_take_reaches_the_worker()
    {
        const string Asked = """{"prompt":"a fox","size":"4K","count":4,"group":true,"options":{"web_search":true,"output_format":"png"}}""";
        var job = await host.CreateAsync($$"""{"model": "seedream-5.0-lite", {{Asked[1..]}}""");
        Assert.Equal(Asked, job.GetProperty("parameters").GetRawText());
        var id = job.GetProperty("id").GetString()!;
        await Eventually.HoldsAsync("the command reaches the bus", () => Task.FromResult(Commands(id).Any()));
        var request = Commands(id).First().Request;
        Assert.Equal(("4K", null, true, "png"), (request.SizeTier, request.Width, request.Group, request.Options["output_format"].GetString()));
        Assert.True(request.Options["web_search"].GetBoolean());
    }

    [Fact]
    public async Task The_body_is_what_a_get_answers_later()
    {
        var job = await host.CreateAsync();
        var later = await host.ReadAsync(job.GetProperty("links").GetProperty("self").GetString()!);
        Assert.Equal(Without(job, "queue"), Without(later, "queue"));
    }

    [Fact]
    public async Task A_caller_who_waits_gets_the_finished_job()
    {
        var answer = host.PostAsync("/api/v1/jobs", """{"prompt": "a crane that waits"}""", ("Prefer", "respond-async, wait=60"));
        var id = "";
        await Eventually.HoldsAsync("the job is there", async () =>
        {
            var jobs = (await host.ReadAsync("/api/v1/jobs?limit=100")).GetProperty("data").EnumerateArray();
            id = jobs.Where(job => job.GetProperty("parameters").GetProperty("prompt").GetString() == "a crane that waits")
                .Select(job => job.GetProperty("id").GetString()!).FirstOrDefault("");
            return id.Length > 0;
        });
        Assert.False(answer.IsCompleted);
        await host.TellAsync(id, Some.Generated(0), Some.Stored(0));
        var response = await answer;
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("wait=60", Assert.Single(response.Headers.GetValues("Preference-Applied")));
        Assert.Equal("succeeded", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_wait_that_ends_before_the_job_answers_202()
    {
        var response = await host.PostAsync("/api/v1/jobs", """{"prompt": "a fox"}""", ("Prefer", "wait=1"));
        Assert.Equal(202, (int)response.StatusCode);
    }

    private IEnumerable<GenerateImage> Commands(string id) => host.Commands.Received.OfType<GenerateImage>().Where(command => command.JobId == id);

    private static string Without(JsonElement job, string name) =>
        string.Join('\n', job.EnumerateObject().Where(member => member.Name != name).Select(member => member.ToString()));
}
