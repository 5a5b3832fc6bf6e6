using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Two hundred readers of twenty people, while fifty jobs come in a second.</summary>
public sealed class StreamsOfManyTests(ManyPeopleDeployment deployment) : IClassFixture<ManyPeopleDeployment>, IAsyncLifetime
{
    private const int People = 20;
    private const int ReadersOfEach = 10;
    private const int JobsInASecond = 50;

    // Two minutes are the claim; on every run a part of that.
    private static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable("SECONDS_OF_STREAMS"), out var asked) ? asked : 10;

    public ValueTask InitializeAsync() => deployment.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_hears_the_end_of_every_job_of_its_owner_and_nothing_of_anothers()
    {
        using var done = new CancellationTokenSource();
        var people = await Task.WhenAll(Enumerable.Range(0, People).Select(i => deployment.AddAsync($"person{i}")));
        var readers = people.SelectMany((client, person) => Enumerable.Range(0, ReadersOfEach).Select(_ => new Reader(client, person))).ToList();
        await Task.WhenAll(readers.Select(reader => reader.OpenAsync(done.Token)));
        var ownerOf = new ConcurrentDictionary<string, int>();

        await SubmitAsync(people, ownerOf);

        Assert.Equal(Seconds * JobsInASecond, ownerOf.Count);
        await Eventually.HoldsAsync("everybody has heard of everything", () => Task.FromResult(readers.TrueForAll(HasHeardAll)), deployment.Outputs);
        Assert.All(readers, reader => Assert.All(reader.Seen.Keys, id => Assert.Equal(reader.Person, ownerOf[id])));
        await done.CancelAsync();

        bool HasHeardAll(Reader reader) => ownerOf.Where(job => job.Value == reader.Person).All(job => reader.Seen.TryGetValue(job.Key, out var job1) && job1);
    }

    /// <summary>At their moments, however long the answers take.</summary>
    private static async Task SubmitAsync(HttpClient[] people, ConcurrentDictionary<string, int> ownerOf)
    {
        var answers = new List<Task>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / JobsInASecond));
        for (var i = 0; i < Seconds * JobsInASecond; i++)
        {
            answers.Add(OneAsync(i % people.Length));
            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(answers);

        async Task OneAsync(int person)
        {
            using var answer = await people[person].PostAsJsonAsync("/api/v1/jobs", new { prompt = "a fox", size = "1024x1024" });
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            ownerOf[ImageGenClient.Id(await answer.Content.ReadFromJsonAsync<JsonElement>())] = person;
        }
    }

    private sealed class Reader(HttpClient client, int person)
    {
        public int Person => person;

        /// <summary>The jobs that were told, and whether they have ended.</summary>
        public ConcurrentDictionary<string, bool> Seen { get; } = new();

        public async Task OpenAsync(CancellationToken cancellationToken)
        {
            var stream = await client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            stream.EnsureSuccessStatusCode();
            _ = ReadAsync(new StreamReader(await stream.Content.ReadAsStreamAsync(cancellationToken)), cancellationToken);
        }

        private async Task ReadAsync(StreamReader lines, CancellationToken cancellationToken)
        {
            using (lines)
            {
                while (await lines.ReadLineAsync(cancellationToken) is { } line)
                {
                    // A reader that is too slow would be told to fetch everything anew; none is.
                    if (line.StartsWith("data: {", StringComparison.Ordinal) && JsonDocument.Parse(line.AsMemory(6)).RootElement is var job && job.TryGetProperty("id", out _))
                        Seen.AddOrUpdate(ImageGenClient.Id(job), ImageGenClient.HasEnded(job), (_, ended) => ended || ImageGenClient.HasEnded(job));
                }
            }
        }
    }
}
