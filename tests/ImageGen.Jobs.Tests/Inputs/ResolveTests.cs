using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Tests.Support;
using ImageGen.ObjectStorage.Keys;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Inputs;

/// <summary>What a request names is found when it is accepted: the caller's own, suitable, and still there when the job's turn comes.</summary>
public sealed class ResolveTests(JobsHost host) : IClassFixture<JobsHost>
{
    private const string Owner = "local";
    private static int uploads;

    [Fact]
    public async Task An_upload_becomes_a_key_in_the_command()
    {
        var upload = await UploadAsync();

        var id = (await host.CreateAsync(Edit(upload.Id))).GetProperty("id").GetString()!;

        var input = Assert.Single((await CommandAsync(id)).Request.Inputs);
        Assert.Equal(
            new InputImage { Key = UploadedPictures.KeyOf(Owner, upload), ContentType = "image/png", Bytes = 1000, Width = 640, Height = 480 }, input);
    }

    [Fact]
    public async Task A_picture_of_an_earlier_job_becomes_its_key()
    {
        var (imageId, _) = await StoredImageAsync();

        var id = (await host.CreateAsync(Edit(imageId))).GetProperty("id").GetString()!;

        var input = Assert.Single((await CommandAsync(id)).Request.Inputs);
        Assert.Equal(PictureKeys.Original(imageId, "image/png"), input.Key);
        Assert.Equal((2048, 2048, 1000), (input.Width, input.Height, input.Bytes));
    }

    [Fact]
    public async Task Links_and_pictures_keep_their_order()
    {
        var upload = await UploadAsync();

        var id = (await host.CreateAsync(References("https://example.com/a.png", upload.Id, "https://example.com/b.png"))).GetProperty("id").GetString()!;

        var inputs = (await CommandAsync(id)).Request.Inputs;
        Assert.Equal(["https://example.com/a.png", null, "https://example.com/b.png"], inputs.Select(input => input.Url));
        Assert.Equal(UploadedPictures.KeyOf(Owner, upload), inputs[1].Key);
    }

    [Fact]
    public async Task A_mask_goes_with_its_picture()
    {
        var (picture, mask) = (await UploadAsync(), await UploadAsync(UploadPurpose.Mask));

        var id = (await host.CreateAsync(Inpaint(picture.Id, mask.Id))).GetProperty("id").GetString()!;

        var request = (await CommandAsync(id)).Request;
        Assert.Equal(UploadedPictures.KeyOf(Owner, mask), request.MaskInput!.Key);
        Assert.Equal(mask.Id, request.Mask);
    }

    [Fact]
    public async Task What_is_not_there_or_not_the_callers_is_named_by_its_place()
    {
        var (imageId, job) = await StoredImageAsync();
        var foreign = await UploadAsync(owner: "somebody else");
        var good = await UploadAsync();
        string[] wrong = [foreign.Id, "upl_00000000000000000000000000", "img_00000000000000000000000000_1_0", imageId[..^1] + "7", "job_1", "upl_../secret", "nonsense", ""];

        foreach (var name in wrong)
        {
            var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", References(good.Id, name)), 422);
            Assert.Equal("/references/1", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        }
        Assert.NotEmpty(job);
    }

    [Fact]
    public async Task A_picture_that_was_never_stored_can_not_be_used()
    {
        var job = await host.CreateIdAsync();
        var image = Image(job);
        await host.TellAsync(job, Generated(job, image));

        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Edit(image)), 422);

        Assert.Equal("input_not_found", problem.GetProperty("code").GetString());
        Assert.Contains("not stored yet", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var (picture, mask, wide, narrow) = (
            await UploadAsync(), await UploadAsync(UploadPurpose.Mask, width: 320), await UploadAsync(width: 2000), await UploadAsync(width: 100));

        var unsuitable = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", References(wide.Id, picture.Id, narrow.Id, mask.Id)), 422);
        Assert.Equal(["/references/0", "/references/2", "/references/3"], Pointers(unsuitable));
        Assert.Equal("input_unsuitable", unsuitable.GetProperty("code").GetString());

        var size = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Inpaint(picture.Id, mask.Id)), 422);
        Assert.Equal(["/mask"], Pointers(size));
        Assert.Contains("same shape", size.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var noMask = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Inpaint(picture.Id, picture.Id)), 422);
        Assert.Equal(["/mask"], Pointers(noMask));
    }

    [Fact]
    public async Task A_link_into_a_network_is_refused()
    {
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", References("https://169.254.169.254/a.png", "http://example.com/a.png")), 422);
        Assert.Equal(["/references/0", "/references/1"], Pointers(problem));
        Assert.Equal("invalid_input", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_link_goes_out_as_it_was_judged()
    {
        var id = (await host.CreateAsync(References("  https://图片.example.com/主图 1.png\n"))).GetProperty("id").GetString()!;

        Assert.Equal(
            "https://xn--wcsw84d.example.com/%E4%B8%BB%E5%9B%BE%201.png", Assert.Single((await CommandAsync(id)).Request.Inputs).Url);
    }

    [Fact]
    public async Task Blanks_around_an_id_are_no_part_of_it()
    {
        var upload = await UploadAsync();
        var id = (await host.CreateAsync(Edit($" {upload.Id}\n"))).GetProperty("id").GetString()!;
        Assert.Equal(UploadedPictures.KeyOf(Owner, upload), Assert.Single((await CommandAsync(id)).Request.Inputs).Key);
    }

    [Theory]
    [InlineData("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk")]
    [InlineData("DATA:image/png,abc")]
    [InlineData(" data:,")]
    [InlineData("iVBORw0KGgoAAAANSUhEUg==")]
    [InlineData("/9j/4AAQSkZJRgABAQ")]
    [InlineData("UklGRhIAAABXRUJQVlA4TAYAAAAvQWxvAGs=")]
    [InlineData("R0lGODlhAQABAAAAACw=")]
    [InlineData("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB")]
    [InlineData("data:image/png;base64,", 300_000)]
    public async Task Bytes_in_the_place_of_a_name_are_told_where_to_go(string reference, int more = 0)
    {
        var text = reference + new string('A', more);
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", References(text)), 422);
        Assert.Contains("POST /api/v1/uploads", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["/references/0"], Pointers(problem));

        var picture = await UploadAsync();
        var mask = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Inpaint(picture.Id, text)), 422);
        Assert.Contains("POST /api/v1/uploads", mask.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["/mask"], Pointers(mask));
    }

    [Fact]
    public async Task An_expired_upload_is_refused_and_an_accepted_request_is_replayed_all_the_same()
    {
        var upload = await UploadAsync();
        (string, string) key = ("Idempotency-Key", "inputs-" + upload.Id);
        var first = await host.PostAsync("/api/v1/jobs", Edit(upload.Id), key);
        Assert.Equal(202, (int)first.StatusCode);

        await PutAsync(Owner, upload with { ExpiresAt = TimeProvider.System.GetUtcNow() });
        var expired = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Edit(upload.Id)), 422);
        Assert.Contains("expired", expired.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var again = await host.PostAsync("/api/v1/jobs", Edit(upload.Id), key);
        Assert.Equal(202, (int)again.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await IdAsync(first), await IdAsync(again));
    }

    [Fact]
    public async Task A_key_of_a_refused_request_is_not_spent()
    {
        var upload = await UploadAsync();
        (string, string) key = ("Idempotency-Key", "refused-" + upload.Id);
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Edit("upl_0"), key), 422);

        var response = await host.PostAsync("/api/v1/jobs", Edit(upload.Id), key);

        Assert.Equal(202, (int)response.StatusCode);
        Assert.False(response.Headers.Contains("Idempotency-Replayed"));
    }

    private static string Edit(string reference) => Body(new { model = "seededit-3.0", prompt = "a red hat", references = new[] { reference } });

    private static string References(params string[] references) => Body(new { model = "jimeng-t2i-4.0", prompt = "a red hat", references });

    private static string Inpaint(string picture, string mask) => Body(new { model = "jimeng-inpaint", prompt = "a red hat", references = new[] { picture }, mask });

    private static string Body(object body) => JsonSerializer.Serialize(body);

    private static IEnumerable<string?> Pointers(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());

    private static async Task<string?> IdAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();

    /// <summary>As Storage leaves them: only the facts are read here.</summary>
    private async Task<UploadedPicture> UploadAsync(
        UploadPurpose purpose = UploadPurpose.Reference, string owner = Owner, int width = 640)
    {
        var now = TimeProvider.System.GetUtcNow();
        var upload = new UploadedPicture
        {
            Id = $"upl_test{Interlocked.Increment(ref uploads)}",
            Purpose = purpose,
            ContentType = "image/png",
            Bytes = 1000,
            Width = width,
            Height = 480,
            Sha256 = "ab",
            CreatedAt = now,
            ExpiresAt = now.AddDays(30),
        };
        await PutAsync(owner, upload);
        return upload;
    }

    private Task PutAsync(string owner, UploadedPicture upload) =>
        host.Service<UploadedPictures>().PutAsync(owner, upload, new MemoryStream([1, 2, 3]), default);

    private async Task<(string ImageId, string JobId)> StoredImageAsync()
    {
        var job = await host.CreateIdAsync();
        var image = Image(job);
        await host.TellAsync(job, Generated(job, image), new ImageStored
        {
            JobId = job,
            Attempt = 1,
            Index = 0,
            Total = 1,
            ImageId = image,
            ContentType = "image/png",
            Bytes = 1000,
            Sha256 = "aa",
            Width = 2048,
            Height = 2048,
        });
        return (image, job);
    }

    private static string Image(string job) => $"img_{job["job_".Length..]}_1_0";

    private static ImagesGenerated Generated(string job, string image) => new()
    {
        JobId = job,
        Attempt = 1,
        Indices = [0],
        Total = 1,
        Owner = Owner,
        Model = "jimeng-t2i-4.0",
        Images = [new GeneratedImage { Index = 0, ImageId = image, SourceUrl = "https://p/1" }],
    };

    private async Task<GenerateImage> CommandAsync(string job)
    {
        GenerateImage? command = null;
        await Eventually.HoldsAsync(
            "the command was sent",
            () => Task.FromResult((command = host.Commands.Received.OfType<GenerateImage>().FirstOrDefault(sent => sent.JobId == job)) is not null));
        return command!;
    }
}
