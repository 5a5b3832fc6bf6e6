using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

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
        Assert.Equal(["text_to_image", "image_to_image"], model.GetProperty("modes").EnumerateArray().Select(mode => mode.GetString()));
        Assert.Equal(10, model.GetProperty("references").GetProperty("max").GetInt32());
        Assert.False(model.TryGetProperty("provider", out _));
    }

    [Fact]
    public async Task Options_say_what_there_is_to_choose_from()
    {
        var model = await host.ReadAsync("/api/v1/models/seedream-5.0-lite");
        var format = model.GetProperty("options").GetProperty("output_format");
        Assert.Equal(("choice", "jpeg"), (format.GetProperty("type").GetString(), format.GetProperty("default").GetString()));
        Assert.Equal(["jpeg", "png"], format.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("value").GetString()));
        Assert.False(model.GetProperty("options").GetProperty("web_search").GetProperty("default").GetBoolean());
        Assert.Equal(["2K", "3K", "4K"], model.GetProperty("size").GetProperty("tiers").EnumerateArray().Select(tier => tier.GetString()));
        Assert.Equal(15, model.GetProperty("count").GetProperty("group_max").GetInt32());
    }

    [Fact]
    public async Task Styles_are_listed_with_their_words()
    {
        var styles = (await host.ReadAsync("/api/v1/styles")).GetProperty("data").EnumerateArray().ToList();
        var ink = styles.Single(style => style.GetProperty("id").GetString() == "ink");
        Assert.Equal("Chinese ink", ink.GetProperty("name").GetProperty("en").GetString());
        Assert.Contains("水墨", ink.GetProperty("prompt").GetProperty("zh").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_changes_models_without_a_build()
    {
        var folder = Directory.CreateTempSubdirectory("imagegen-models-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "a.json"), """{"id": "jimeng-t2i-4.0", "count": {"max": 2}}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), """{"id": "jimeng-t2i-3.0", "enabled": false}""");
            await using var configured = new JobsHost(null, null, ("Catalogue:Folder", folder));
            await configured.InitializeAsync();
            await JobsHost.ProblemAsync(await configured.PostAsync("/api/v1/jobs", """{"prompt": "a fox", "count": 3}"""), 422);
            await JobsHost.ProblemAsync(await configured.PostAsync("/api/v1/jobs", """{"prompt": "a fox", "model": "jimeng-t2i-3.0"}"""), 422);
            await JobsHost.ProblemAsync(await configured.GetAsync("/api/v1/models/jimeng-t2i-3.0"), 404);

            await File.WriteAllTextAsync(Path.Combine(folder, "c.json"), """{"id": "jimeng-t2i-3.1", "size": {"min_pixels": "many"}}""");
            await using var wrong = new JobsHost(null, null, ("Catalogue:Folder", folder));
            var error = await Assert.ThrowsAnyAsync<Exception>(async () => await wrong.InitializeAsync());
            var line = ServiceDefaults.ServiceHost.Explain(error);
            Assert.Equal($"{Path.Combine(folder, "c.json")}: size.min_pixels is not of the right type or not one of the known values.", line);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
        var error = await Assert.ThrowsAsync<ServiceDefaults.Configuration.ConfigurationException>(async () => await wrong.InitializeAsync());
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
