using System.Net;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Tokens between real processes: made by one, carried by another, verified by the rest.</summary>
[Collection<OnAccounts>]
public sealed class AccountsTests(AccountsDeployment deployment) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => deployment.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_key_makes_a_picture_which_nobody_gets_without_one()
    {
        var id = ImageGenClient.Id(await deployment.Client.SubmitAsync("a fox with a key"));
        await Eventually.HoldsAsync("the job ends", async () => ImageGenClient.HasEnded(await deployment.Client.GetAsync(id)), deployment.Outputs);
        var job = await deployment.Client.GetAsync(id);
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        var picture = job.GetProperty("images")[0].GetProperty("url").GetString()!;

        Assert.Equal(HttpStatusCode.OK, (await deployment.Client.Http.GetAsync(picture)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("gateway", picture));
    }

    [Theory]
    [InlineData("jobs-1", "/api/v1/jobs")]
    [InlineData("storage", "/api/v1/images/img_job_1_1_0")]
    [InlineData("worker-1", "/api/v1/admin/providers")]
    [InlineData("accounts-1", "/api/v1/users")]
    public async Task A_service_lets_in_nobody_past_the_gateway(string process, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(process, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(process, path, deployment.Cookie));
    }

    [Fact]
    public async Task A_session_is_good_at_every_gateway_and_after_the_restart_of_what_knows_it()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync("gateway-2", "/api/v1/admin/providers", deployment.Cookie));

        await deployment.Process("accounts-2").KillAsync();
        await deployment.Process("accounts-2").StartAsync();

        await Eventually.HoldsAsync(
            "the session is good again", async () => await AskAsync("gateway-2", "/api/v1/admin/providers", deployment.Cookie) == HttpStatusCode.OK, deployment.Outputs);
    }

    private async Task<HttpStatusCode> AskAsync(string process, string path, string? cookie = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = deployment.Process(process).Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request)).StatusCode;
    }
}
