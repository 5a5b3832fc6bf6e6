using ImageGen.Contracts;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

/// <summary>A model whose API has no key is not offered, and not accepted either.</summary>
public sealed class OfferedModelsTests : IClassFixture<JobsHost>, IAsyncLifetime
{
    private readonly JobsHost host;

    public OfferedModelsTests(JobsHost host) => this.host = host;

    public ValueTask InitializeAsync()
    {
        host.Service<OfferedModels>().Learn(new ApisServed { Apis = ["ark"] });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Only_models_that_can_be_used_are_listed_and_the_first_of_them_is_the_default()
    {
        var models = (await host.ReadAsync("/api/v1/models")).GetProperty("data").EnumerateArray().ToList();
        Assert.NotEmpty(models);
        Assert.All(models, model => Assert.StartsWith("seedream-", model.GetProperty("id").GetString(), StringComparison.Ordinal));
        Assert.True(models[0].GetProperty("default").GetBoolean());
        Assert.Equal(models[0].GetProperty("id").GetString(), (await host.CreateAsync()).GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_job_for_another_is_refused_with_the_reason()
    {
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", """{"prompt": "a fox", "model": "jimeng-t2i-4.0"}"""), 422);
        Assert.Equal("model_unavailable", problem.GetProperty("code").GetString());
        Assert.Equal("/model", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Contains("'visual' is configured", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_said_of_the_model_itself_too() => Assert.Equal(
        "model_unavailable", (await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/models/imagex-general-3.0"), 404)).GetProperty("code").GetString());
}
