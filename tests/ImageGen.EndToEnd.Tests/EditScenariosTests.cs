using System.Net;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>All that models do with pictures, through the public API and with real files: upload, job, stored picture, and a look at its pixels.</summary>
public abstract class EditScenariosTests(Deployment deployment) : PlatformTests(deployment)
{
    [Fact]
    public async Task Text_to_image_has_the_size_asked_for()
    {
        var picture = await MakeAsync(new { model = "jimeng-t2i-3.1", prompt = Unique("a lighthouse"), size = "1024x1536" });
        Assert.Equal((1024, 1536), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task An_image_service_of_veImageX_makes_pictures_too()
    {
        var picture = await MakeAsync(new { model = "imagex-general-2.1", prompt = Unique("a windmill"), size = "768x512", options = new { super_resolution = false } });
        Assert.Equal((768, 512), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task Image_to_image_works_on_the_picture_that_was_uploaded()
    {
        var red = await Client.UploadAsync(Picture.Plain(640, 480, Picture.Red));
        var picture = await MakeAsync(new { model = "seededit-3.0", prompt = Unique("at night"), references = new[] { red } });
        Assert.Equal((640, 480), (picture.Width, picture.Height));
        var middle = picture.At(320, 200);
        Assert.True(middle.R > middle.G && middle.R > middle.B, $"The middle is {middle}.");
    }

    [Fact]
    public async Task Several_references_are_read_by_link_and_keep_their_order()
    {
        string[] references = [await Client.UploadAsync(Picture.Plain(600, 600, Picture.Red)), await Client.UploadAsync(Picture.Plain(600, 600, Picture.Green))];
        var picture = await MakeAsync(new { model = "jimeng-t2i-4.0", prompt = Unique("both of them"), size = "1024x1024", references });
        // The simulator lays them side by side near the upper edge.
        var (red, green) = (picture.Find(picture.Height / 10, Picture.Red), picture.Find(picture.Height / 10, Picture.Green));
        Assert.InRange(red, 0, green - 1);
    }

    [Fact]
    public async Task Inpainting_changes_what_the_mask_marks_and_nothing_else()
    {
        var references = new[] { await Client.UploadAsync(Picture.Plain(640, 480, Picture.Blue)) };
        // Half as large: masks are painted on what a screen shows.
        var mask = await Client.UploadAsync(Picture.LeftHalf(320, 240), "mask");
        var picture = await MakeAsync(new { model = "jimeng-inpaint", prompt = Unique("a meadow"), references, mask });
        Assert.Equal((640, 480), (picture.Width, picture.Height));
        Assert.All([100, 200, 300], y => Assert.True(picture.At(500, y).IsLike(Picture.Blue)));
        Assert.Contains([100, 200, 300], y => !picture.At(100, y).IsLike(Picture.Blue));
    }

    [Fact]
    public async Task Outpainting_paints_on_beyond_the_edges()
    {
        var references = new[] { await Client.UploadAsync(Picture.Plain(400, 300, Picture.Green)) };
        var picture = await MakeAsync(new { model = "jimeng-outpaint", prompt = Unique("wider"), references, options = new { left = 0.5, right = 0.5 } });
        Assert.Equal((800, 300), (picture.Width, picture.Height));
        Assert.True(picture.At(400, 150).IsLike(Picture.Green));
        Assert.False(picture.At(50, 60).IsLike(Picture.Green));
    }

    [Fact]
    public async Task Super_resolution_enlarges_a_picture_that_was_generated_here()
    {
        await Simulator.SetAsync(new { picture = "drawn" });
        var job = await Client.SucceedAsync(new { model = "jimeng-t2i-3.1", prompt = Unique("a small boat"), size = "1536x512" });
        var references = new[] { ImageGenClient.Id(Assert.Single(job.GetProperty("images").EnumerateArray())) };
        var picture = await MakeAsync(new { model = "jimeng-upscale", references, options = new { resolution = "4k" } });
        Assert.Equal((4096, 1365), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task The_pictures_of_a_group_appear_one_after_another_by_one_paid_call()
    {
        var prompt = Unique("four seasons");
        await Simulator.FailAsync(new { on = "generate", prompt_contains = prompt, kind = "slow", pictures = 2, delay_ms = 5000 });
        var id = await GroupAsync(prompt, count: 4);

        // Two are safe in our store while the call for the others goes on.
        await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "running" && Images(job).Count == 2);

        var ended = await Client.WaitUntilEndedAsync(id);
        Assert.Equal("succeeded", ImageGenClient.Status(ended));
        Assert.Equal([0, 1, 2, 3], Images(ended).Select(image => image.GetProperty("index").GetInt32()));
        foreach (var image in Images(ended))
            Assert.Equal(1024, Picture.Read(await Client.PictureAsync(image)).Width);
        Assert.Equal(4, Assert.Single(await Simulator.SubmissionsAsync(prompt)).GetProperty("delivered").GetInt32());
    }

    [Theory]
    [InlineData("fewer", "not_delivered")]
    [InlineData("fail_rest", "provider_error")]
    public async Task A_group_that_ends_early_bills_what_was_delivered(string kind, string reason)
    {
        var prompt = Unique("half a group");
        await Simulator.FailAsync(new { on = "generate", prompt_contains = prompt, kind, pictures = 2 });

        var job = await Client.WaitUntilEndedAsync(await GroupAsync(prompt, count: 4));

        Assert.Equal("partially_succeeded", ImageGenClient.Status(job));
        Assert.Equal((2, 0), (Usage(job, "billed"), Usage(job, "reserved")));
        Assert.Equal(2 * await PriceAsync("seedream-4.0"), Cost(job));
        Assert.Equal(2, Images(job).Count(image => image.GetProperty("status").GetString() == "stored"));
        Assert.Equal(reason, job.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_picture_of_a_group_that_is_withheld_is_not_billed()
    {
        // The simulator withholds the second picture of such a prompt.
        var job = await Client.WaitUntilEndedAsync(await GroupAsync(Unique("risky-output-test-word"), count: 3));
        Assert.Equal(("partially_succeeded", 2), (ImageGenClient.Status(job), Usage(job, "billed")));
        Assert.Equal(2 * await PriceAsync("seedream-4.0"), Cost(job));
        var withheld = Assert.Single(Images(job), image => image.GetProperty("status").GetString() == "failed");
        Assert.Equal((1, "output_rejected"), (withheld.GetProperty("index").GetInt32(), withheld.GetProperty("error").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_refused_job_costs_nothing()
    {
        var prompt = Unique("forbidden-test-word");
        var job = await Client.WaitUntilEndedAsync(ImageGenClient.Id(await Client.PostAsync("/api/v1/jobs", HttpStatusCode.Accepted, new { prompt, count = 2 })));
        Assert.Equal(("failed", 0m), (ImageGenClient.Status(job), Cost(job)));
        Assert.Empty(await Simulator.SubmissionsAsync(prompt));
    }

    [Fact]
    public async Task A_stream_that_breaks_keeps_what_came_and_asks_about_the_rest()
    {
        var prompt = Unique("broken off");
        await Simulator.FailAsync(new { on = "generate", prompt_contains = prompt, kind = "reset_after", pictures = 2, delay_ms = 500 });

        var id = await GroupAsync(prompt, count: 4);
        var job = await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "needs_attention" && Images(job).Count == 2);
        Assert.Equal((2, 2), (Usage(job, "billed"), Usage(job, "reserved")));
        var unknown = Assert.Single(job.GetProperty("unknown_submissions").EnumerateArray());
        Assert.Equal("[2,3]", unknown.GetProperty("indices").GetRawText());
        Assert.Equal(Assert.Single(await Simulator.SubmissionsAsync(prompt)).GetProperty("prompt_sha256").GetString(), unknown.GetProperty("prompt_sha256").GetString());

        await Client.PostAsync($"/api/v1/jobs/{id}/retry", HttpStatusCode.Accepted, new { accept_possible_charge = true });
        var ended = await Client.WaitUntilEndedAsync(id);
        Assert.Equal([0, 1, 2, 3], Images(ended).Select(image => image.GetProperty("index").GetInt32()));
        Assert.Equal(2, (await Simulator.SubmissionsAsync(prompt)).Count);
    }

    private static string Unique(string prompt) => $"{prompt} {Guid.NewGuid():N}";

    private static List<JsonElement> Images(JsonElement job) => [.. job.GetProperty("images").EnumerateArray()];

    private static int Usage(JsonElement job, string name) => job.GetProperty("usage").GetProperty(name).GetInt32();

    private static decimal Cost(JsonElement job) => job.GetProperty("cost").GetProperty("amount").GetDecimal();

    /// <summary>Of the catalogue; the built-in ones are estimates, and every cost must say so.</summary>
    private async Task<decimal> PriceAsync(string model)
    {
        var models = await Client.GetJsonAsync("/api/v1/models");
        var price = models.GetProperty("data").EnumerateArray().Single(entry => ImageGenClient.Id(entry) == model).GetProperty("price");
        Assert.False(price.GetProperty("verified").GetBoolean());
        return price.GetProperty("per_picture").GetDecimal();
    }

    private async Task<Picture> MakeAsync(object request)
    {
        await Simulator.SetAsync(new { picture = "drawn" });
        var job = await Client.SucceedAsync(request);
        var image = Assert.Single(Images(job));
        var picture = Picture.Read(await Client.PictureAsync(image));
        Assert.Equal((picture.Width, picture.Height), (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()));
        return picture;
    }

    private async Task<string> GroupAsync(string prompt, int count) => ImageGenClient.Id(await Client.PostAsync(
        "/api/v1/jobs", HttpStatusCode.Accepted, new { model = "seedream-4.0", prompt, size = "1024x1024", count, group = true }));

    [Collection<OnStandalone>]
    public sealed class OfStandalone(StandaloneDeployment deployment) : EditScenariosTests(deployment);

    [Collection<OnDistributed>]
    public sealed class OfDistributed(DistributedDeployment deployment) : EditScenariosTests(deployment);
}
