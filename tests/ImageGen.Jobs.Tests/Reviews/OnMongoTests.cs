using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Images;
using ImageGen.Jobs.Reviews;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Reviews;

/// <summary>The list of what waits with its documents in the other store: its indexes are its own.</summary>
public sealed class OnMongoTests(MongoServer mongo) : IAsyncLifetime
{
    private JobsHost? host;

    private JobsHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        host = new JobsHost(folder: null, time: null, ("MONGODB_URL", await mongo.NewDatabaseAsync()));
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task What_waits_is_listed_once_oldest_first_of_one_team_of_some_and_of_all(int limit)
    {
        // Two of the same moment are told apart by their ids.
        await AddAsync("job_d", "tem_a", at: 1, "usr_bob");
        await AddAsync("job_b", "tem_b", at: 2, "usr_bob");
        await AddAsync("job_c", "tem_a", at: 2, "usr_bob");
        await AddAsync("job_e", "tem_c", at: 3, "usr_bob");
        await AddAsync("job_a", "tem_a", at: 4, "usr_bob");
        await AddAsync("job_f", "tem_a", at: 5, heldFor: null);
        var approved = await AddAsync("job_g", "tem_a", at: 6, "usr_bob");
        var verdict = new PictureReview(ReviewState.Approved, Decision: 0);
        Assert.NotNull(await Host.Service<IDocuments<Job>>().ReplaceAsync(approved, JobRules.Review(approved.Body, "img_g_1_0", verdict, Some.Now), CancellationToken.None));

        Assert.Equal(["img_d_1_0", "img_c_1_0", "img_a_1_0"], await ListAsync(limit, "tem_a"));
        Assert.Equal(["img_d_1_0", "img_b_1_0", "img_c_1_0", "img_a_1_0"], await ListAsync(limit, "tem_b", "tem_a"));
        Assert.Equal(["img_d_1_0", "img_b_1_0", "img_c_1_0", "img_e_1_0", "img_a_1_0"], await ListAsync(limit));
        Assert.Empty(await ListAsync(limit, "tem_none"));
    }

    private async Task<Stored<Job>> AddAsync(string id, string space, long at, string? heldFor)
    {
        var job = JobRules.Accept(Some.Order() with { HeldFor = heldFor }, id, space, Some.Now + at).Fold(Some.Stored(0) with { JobId = id, ImageId = $"img_{id[4..]}_1_0" });
        return (await Host.Service<IDocuments<Job>>().InsertAsync(job, CancellationToken.None))!;
    }

    /// <param name="spaces">None for all.</param>
    private async Task<List<string>> ListAsync(int limit, params string[] spaces)
    {
        var seen = new List<string>();
        for (PagePosition? after = null; ;)
        {
            var page = await Host.Service<ImageList>().PageAsync(new ReviewFilter(spaces.Length == 0 ? null : spaces), limit, after, CancellationToken.None);
            Assert.InRange(page.Items.Count, 0, limit);
            seen.AddRange(page.Items.Select(item => item.Picture.IdIn(item.Job)));
            if (page.Next is null)
                return seen;
            after = page.Next;
        }
    }
}
