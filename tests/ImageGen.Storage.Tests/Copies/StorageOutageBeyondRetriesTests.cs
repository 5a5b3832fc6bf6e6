using System.Security.Cryptography;
using ImageGen.Contracts;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Tests.World;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Storage.Tests.Copies;

/// <summary>The store is down for longer than anybody retries, and meanwhile the provider's URL expires.</summary>
public sealed class StorageOutageBeyondRetriesTests
{
    [Fact]
    public async Task The_picture_is_fetched_again_and_stored_under_its_one_id()
    {
        await using var world = await StorageWorld.StartAsync();
        var picture = TestPictures.Png(512, 512);
        var expiresAt = world.Time.GetUtcNow() + TimeSpan.FromHours(24);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/first.png", Until(expiresAt)), expiresAt));

        world.Store.IsDown = true;
        await world.Handler.RunOnceAsync(default);
        while (world.Time.GetUtcNow() < expiresAt + TimeSpan.FromHours(1))
        {
            await world.TryAgainAsync();
            Assert.Equal(CopyState.Waiting, (await world.CopyAsync()).State);
        }
        Assert.True((await world.CopyAsync()).Tries > 100);
        var told = await world.MessageAsync<RefetchImages>();
        Assert.Equal(("job_1", 1), (told.JobId, told.Attempt));

        var again = world.Time.GetUtcNow() + TimeSpan.FromHours(24);
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/second.png", Until(again)), again));
        await world.Handler.RunOnceAsync(default);
        Assert.Equal(CopyState.Waiting, (await world.CopyAsync()).State);
        world.Store.IsDown = false;
        await world.TryAgainAsync();

        var stored = await world.MessageAsync<ImageStored>();
        Assert.Single(world.Messages.OfType<ImageStored>());
        Assert.Equal(StorageWorld.ImageId(), stored.ImageId);
        var bytes = await world.StoredBytesAsync();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), stored.Sha256);
        Assert.Equal(TestPictures.Pixels(picture), TestPictures.Pixels(bytes));

        RequestDelegate Until(DateTimeOffset expiry) => context =>
        {
            if (world.Time.GetUtcNow() < expiry)
                return context.Response.Body.WriteAsync(picture).AsTask();
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }
}
