using ImageGen.Jobs.Inputs;

namespace ImageGen.Jobs.Tests.Inputs;

public sealed class SeenTests
{
    [Fact]
    public async Task A_picture_that_a_hundred_jobs_name_is_looked_up_once()
    {
        var (seen, times) = (new Seen<FoundInput>(), 0);
        var found = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => seen.FindAsync("upl_1", FindAsync))));
        Assert.Equal(1, times);
        Assert.Single(found.Distinct());
        await seen.FindAsync("upl_2", FindAsync);
        Assert.Equal(2, times);

        async Task<FoundInput> FindAsync()
        {
            Interlocked.Increment(ref times);
            await Task.Yield();
            return FoundInput.Wrong("there is none");
        }
    }
}
