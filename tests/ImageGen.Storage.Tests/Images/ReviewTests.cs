using System.Net;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage.Copying;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Images;

/// <summary>A picture that others than who asked for it see only when a reviewer has approved it.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private const string Team = "tem_design";
    private const string Picture = "/api/v1/images/img_job_1_1_0";

    private static readonly string[] Ways = ["", "/content", "/content?variant=thumbnail", "/content?variant=preview", "/content?download=1"];

    private StorageWorld? world;

    private StorageWorld World => world!;

    public async ValueTask InitializeAsync()
    {
        world = await StorageWorld.StartAsync();
        World.Caller.IsAlone = false;
        Be("usr_bob", Team);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    [Fact]
    public async Task From_the_first_moment_only_who_asked_for_it_and_reviewers_see_it()
    {
        await HearAsync();
        Be("usr_dan", Team);
        await SeesAsync(HttpStatusCode.NotFound, "image_in_review");
        await World.Handler.RunOnceAsync(default);
        await SeesAsync(HttpStatusCode.NotFound, "image_in_review");
        Be("usr_bob", Team);
        await SeesAsync(HttpStatusCode.OK);
        Be("usr_cleo", Team, reviews: Team);
        await SeesAsync(HttpStatusCode.OK);
        // Runs the platform, and is not in the team.
        Be("usr_ada", team: null, reviews: Team);
        await SeesAsync(HttpStatusCode.OK);
        Be("usr_eve", team: null);
        await SeesAsync(HttpStatusCode.NotFound, "image_not_found");
        // Who has left the team has nothing in it.
        Be("usr_bob", team: null);
        await SeesAsync(HttpStatusCode.NotFound, "image_not_found");
    }

    [Fact]
    public async Task A_look_of_who_is_not_in_the_team_is_on_record_or_there_is_none()
    {
        await HearAsync();
        await World.Handler.RunOnceAsync(default);
        World.Caller.Trace = new CallerTrace("usr_ada", "ses_1", "192.0.2.7", "r-1");
        Be("usr_cleo", Team, reviews: Team);
        await SeesAsync(HttpStatusCode.OK);
        Assert.Empty(World.Messages.OfType<Audited>());
        Be("usr_ada", team: null, reviews: Team);
        await SeesAsync(HttpStatusCode.OK);
        // Each but that of what is written about it.
        Assert.Equal([null, "thumbnail", "preview", null], World.Messages.OfType<Audited>().Select(told => told.Details.GetValueOrDefault("variant")));
        Assert.All(World.Messages.OfType<Audited>(), told => Assert.Equal(("usr_ada", "image.read_by_admin", "img_job_1_1_0"), (told.Actor, told.Action, told.Object)));

        World.Get<RecordingPublisher>().IsAway = true;
        using var unseen = await World.Client.GetAsync(Picture + "/content");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, unseen.StatusCode);
        Assert.Contains("audit_unavailable", await unseen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_it_is_everybodys_of_the_space_and_rejected_nobody_elses()
    {
        await HearAsync();
        await World.Handler.RunOnceAsync(default);
        Be("usr_dan", Team);
        await DecideAsync(1, approved: true);
        await SeesAsync(HttpStatusCode.OK);
        await DecideAsync(2, approved: false);
        await SeesAsync(HttpStatusCode.NotFound, "image_in_review");
        Be("usr_bob", Team);
        await SeesAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Decisions_that_come_late_or_twice_change_nothing_nor_does_the_worker_who_says_again_what_it_made()
    {
        await HearAsync();
        await World.Handler.RunOnceAsync(default);
        await DecideAsync(2, approved: false);
        await DecideAsync(1, approved: true);
        await DecideAsync(2, approved: false);
        Be("usr_dan", Team);
        await SeesAsync(HttpStatusCode.NotFound, "image_in_review");
        await DecideAsync(3, approved: true);
        await HearAsync();
        await SeesAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_decision_on_a_picture_that_is_not_known_is_left_to_the_bus_and_holds_when_it_is()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => DecideAsync(1, approved: true));
        await HearAsync();
        await DecideAsync(1, approved: true);
        await World.Handler.RunOnceAsync(default);
        Be("usr_dan", Team);
        await SeesAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("zh-CN", "审核")]
    [InlineData("en", "not approved yet")]
    public async Task Who_does_not_see_it_is_told_why_in_their_language(string language, string text)
    {
        await HearAsync();
        Be("usr_dan", Team);
        using var request = new HttpRequestMessage(HttpMethod.Get, Picture);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await World.Client.SendAsync(request);
        Assert.Contains(text, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task HearAsync() => World.HearAsync(StorageWorld.Generated(World.Source.Serve("/a.png", TestPictures.Png())) with { Owner = Team, HeldFor = "usr_bob" });

    private Task DecideAsync(int decision, bool approved) => World.Get<ImageReviewedHandler>().HandleAsync(
        new ImageReviewed { JobId = "job_1", ImageId = StorageWorld.ImageId(), Decision = decision, Approved = approved }, default);

    private void Be(string user, string? team, string? reviews = null) => (World.Caller.Owner, World.Caller.Team, World.Caller.Reviews) = (user, team, reviews);

    private async Task SeesAsync(HttpStatusCode status, string? code = null)
    {
        foreach (var way in Ways)
        {
            using var answer = await World.Client.GetAsync(Picture + way);
            Assert.True(status == answer.StatusCode, $"{way}: {answer.StatusCode}");
            if (code is not null)
                Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
