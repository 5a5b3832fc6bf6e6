namespace ImageGen.Jobs.Tests;

public sealed class ModelsTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task Models_say_what_they_take_and_cost()
    {
        var model = (await host.ReadAsync("/api/v1/models")).GetProperty("data")[0];
        Assert.Equal("jimeng-t2i-4.0", model.GetProperty("id").GetString());
        Assert.True(model.GetProperty("default").GetBoolean());
        Assert.Equal("即梦 4.0", model.GetProperty("name").GetProperty("zh").GetString());
        Assert.Equal(1, model.GetProperty("parameters").GetProperty("guidance_scale").GetProperty("max").GetDouble());
        Assert.Equal(2048, model.GetProperty("size").GetProperty("default").GetProperty("width").GetInt32());
        Assert.True(model.GetProperty("price").GetProperty("per_picture").GetDecimal() > 0);
        Assert.Equal(model.GetRawText(), (await host.ReadAsync("/api/v1/models/jimeng-t2i-4.0")).GetRawText());
    }

    [Fact]
    public async Task The_provider_key_of_a_model_may_be_configured_too()
    {
        await using var configured = new JobsHost(null, null, ("Volcengine:ModelId", "jimeng_t2i_v40"));
        await configured.InitializeAsync();
        Assert.Equal("jimeng-t2i-4.0", (await configured.CreateAsync()).GetProperty("model").GetString());
    }

    [Fact]
    public async Task A_default_model_that_is_not_there_is_told_at_start()
    {
        await using var wrong = new JobsHost(null, null, ("Volcengine:ModelId", "dall-e-9"));
        var error = await Assert.ThrowsAsync<ServiceDefaults.ConfigurationException>(async () => await wrong.InitializeAsync());
        Assert.Contains("dall-e-9", error.Message, StringComparison.Ordinal);
        Assert.Contains("jimeng-t2i-4.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_system_says_whether_pictures_are_samples()
    {
        Assert.False((await host.ReadAsync("/api/v1/system")).GetProperty("demo_mode").GetBoolean());
        await using var demo = new JobsHost(null, null, ("ImageGen:DemoMode", "true"));
        await demo.InitializeAsync();
        var system = await demo.ReadAsync("/api/v1/system");
        Assert.True(system.GetProperty("demo_mode").GetBoolean());
        Assert.Equal("ImageGen", system.GetProperty("name").GetString());
        Assert.Equal("0.1.0", system.GetProperty("version").GetString());
    }
}
