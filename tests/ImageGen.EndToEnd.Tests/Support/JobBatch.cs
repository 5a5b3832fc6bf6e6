using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;

namespace ImageGen.EndToEnd.Tests.Support;

/// <summary>Jobs sent at the same time, one picture each. By its prompt the provider's ledger tells how often each was paid.</summary>
internal sealed class JobBatch
{
    private readonly Deployment deployment;
    private readonly string what;
    private readonly IReadOnlyList<string> prompts;
    private readonly Task<JsonElement[]> accepted;

    public JobBatch(Deployment deployment, string what, int jobs)
    {
        (this.deployment, this.what) = (deployment, what);
        prompts = [.. Enumerable.Range(0, jobs).Select(n => $"{what}, job {n}, {Guid.NewGuid():N}")];
        accepted = Task.WhenAll(prompts.Select(prompt => deployment.Client.SubmitAsync(prompt)));
    }

    public async Task<IReadOnlyList<string>> IdsAsync() => [.. (await accepted).Select(ImageGenClient.Id)];

    /// <summary>Waits until so many have been paid: the rest is queued, on the wire or not yet accepted.</summary>
    public Task AreUnderWayAsync(int paid) => Eventually.HoldsAsync(
        $"{paid} of the jobs '{what}' are paid", async () => (await deployment.Simulator.PaidAsync()).Keys.Count(prompts.Contains) >= paid);

    /// <summary>
    /// Waits until each has come to rest, and asserts what must hold of all: none is lost, none is paid twice, and what was paid
    /// has its picture or waits for a person.
    /// </summary>
    /// <returns>How many wait for a person.</returns>
    public async Task<int> ComeToRestAsync()
    {
        var jobs = new List<JsonElement>();
        foreach (var id in await IdsAsync())
            jobs.Add(await deployment.Client.WaitAsync(id, job => ImageGenClient.HasEnded(job) || ImageGenClient.Status(job) == "needs_attention"));
        var paid = await deployment.Simulator.PaidAsync();
        foreach (var (prompt, job) in prompts.Zip(jobs))
            await CheckAsync(job, paid.GetValueOrDefault(prompt));
        return jobs.Count(job => ImageGenClient.Status(job) == "needs_attention");
    }

    private async Task CheckAsync(JsonElement job, int paid)
    {
        if (ImageGenClient.Status(job) == "needs_attention")
        {
            Assert.InRange(paid, 0, 1);
            return;
        }
        Assert.True(ImageGenClient.Status(job) == "succeeded", $"Paid {paid} times: {job}");
        Assert.Equal(1, paid);
        var image = Assert.Single(job.GetProperty("images").EnumerateArray());
        var bytes = await deployment.Client.PictureAsync(image);
        Assert.Equal(image.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
