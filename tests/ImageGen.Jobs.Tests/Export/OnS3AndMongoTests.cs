using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>An export out of the stores that several processes share.</summary>
public sealed class OnS3AndMongoTests(MongoServer mongo) : IAsyncLifetime
{
    private const int Length = 200_000;

    private JobsHost? host;

    private JobsHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        var s3 = await S3Server.ConnectAsync();
        host = new JobsHost(
            folder: null, time: null, ("MONGODB_URL", await mongo.NewDatabaseAsync()), ("S3:Endpoint", s3.Endpoint), ("S3:Bucket", s3.Bucket), ("S3:AccessKey", s3.AccessKey),
            ("S3:SecretKey", s3.SecretKey), ("S3:Region", s3.Region), ("S3:CreateBucket", "true"));
        await host.InitializeAsync();
        await Eventually.HoldsAsync("the bucket is there", HasBucketAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task It_has_every_picture_of_a_filter_byte_for_byte_and_names_what_is_missing()
    {
        // More jobs than are looked at together; the bucket is shared, so ids of this run alone.
        var run = Guid.NewGuid().ToString("N");
        var bytes = new Dictionary<string, byte[]>();
        for (var i = 0; i < 60; i++)
        {
            var job = Some.Job() with { Id = $"job_{run}{i:d3}", Owner = "local", CreatedAt = Some.Now + i, Status = JobStatus.Succeeded, Settled = true };
            var image = ImageId.Of(job.Id, 1, 0);
            bytes[image] = RandomNumberGenerator.GetBytes(Length);
            job = job with
            {
                Batch = i % 2 == 0 ? "bat_even" : "bat_odd",
                Pictures = [job.Pictures[0] with { ImageId = image, State = PictureState.Stored, ContentType = "image/png", Bytes = Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes[image])) }],
            };
            await Host.Service<IDocuments<Job>>().InsertAsync(job, default);
            if (i != 7)
                await Host.Service<IObjectStore>().PutAsync(PictureKeys.Original(image, "image/png"), new MemoryStream(bytes[image]), "image/png", default);
        }

        var all = await ExportedZip.ReadAsync(await Host.Client.PostAsync("/api/v1/images/export", null));
        var even = await ExportedZip.ReadAsync(await Host.Client.PostAsync("/api/v1/images/export?batch=bat_even&q=fox", null));

        Assert.Equal(bytes.Keys.Reverse(), all.Entries.Select(Id));
        Assert.Equal([ImageId.Of($"job_{run}007", 1, 0)], all.Entries.Where(entry => entry.GetProperty("error").GetString() == "missing").Select(Id));
        Assert.Equal(30, even.Entries.Count);
        foreach (var entry in all.Entries.Where(entry => entry.GetProperty("file").ValueKind == JsonValueKind.String))
            Assert.Equal(bytes[Id(entry)], all.Files[entry.GetProperty("file").GetString()!]);
        foreach (var image in bytes.Keys)
            await Host.Service<IObjectStore>().DeleteAsync(PictureKeys.Original(image, "image/png"), default);
    }

    private async Task<bool> HasBucketAsync()
    {
        try
        {
            await Host.Service<IObjectStore>().CheckAsync(default);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static string Id(JsonElement entry) => entry.GetProperty("id").GetString()!;
}
