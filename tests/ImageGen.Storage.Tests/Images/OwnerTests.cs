using System.Net;
using System.Text.Json.Nodes;
using ImageGen.Storage.Tests.World;

namespace ImageGen.Storage.Tests.Images;

/// <summary>The id of a picture is no secret: it follows from that of its job.</summary>
public sealed class OwnerTests
{
    private const string Picture = "/api/v1/images/img_job_1_1_0";
    private const string Nothing = "/api/v1/images/img_job_2_1_0";

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/content")]
    [InlineData("HEAD", "/content")]
    [InlineData("GET", "/content?variant=thumbnail")]
    [InlineData("GET", "/content?download=1")]
    public async Task A_picture_of_somebody_else_is_as_unknown_as_one_that_never_was(string method, string rest)
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.Png())));
        await world.Handler.RunOnceAsync(default);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(world, method, Picture + rest)).Status);

        world.Caller.Owner = "usr_ben";
        var (status, problem) = await AskAsync(world, method, Picture + rest);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal((await AskAsync(world, method, Nothing + rest)).Problem, problem);
    }

    [Fact]
    public async Task Nor_is_anybody_told_that_one_of_somebody_else_is_not_ready()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.Png())));
        Assert.Contains("image_not_ready", (await AskAsync(world, "GET", Picture + "/content")).Problem, StringComparison.Ordinal);

        world.Caller.Owner = "usr_ben";
        Assert.Contains("image_not_found", (await AskAsync(world, "GET", Picture + "/content")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_a_team_is_its_members()
    {
        await using var world = await StorageWorld.StartAsync();
        await world.HearAsync(StorageWorld.Generated(world.Source.Serve("/a.png", TestPictures.Png())) with { Owner = "tem_design" });
        await world.Handler.RunOnceAsync(default);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(world, "GET", Picture + "/content")).Status);

        world.Caller.Team = "tem_design";
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(world, "GET", Picture + "/content")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(world, "GET", Picture)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Problem)> AskAsync(StorageWorld world, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await world.Client.SendAsync(request);
        if (answer.IsSuccessStatusCode)
            return (answer.StatusCode, "");
        var text = await answer.Content.ReadAsStringAsync();
        if (text.Length == 0)
            return (answer.StatusCode, "");
        var problem = JsonNode.Parse(text)!.AsObject();
        problem.Remove("trace_id");
        return (answer.StatusCode, problem.ToJsonString());
    }
}
