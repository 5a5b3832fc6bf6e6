using System.Net;
using System.Security.Cryptography;
using System.Text;
using ImageGen.ObjectStorage.S3;
using ImageGen.TestKit;
using Microsoft.Extensions.Options;

namespace ImageGen.ObjectStorage.Tests;

/// <summary>A store says that it got other bytes than were signed, as Ceph was seen to do under load.</summary>
public sealed class DamagedPutTests : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly S3ObjectStore store;

    public DamagedPutTests()
    {
        var address = $"http://127.0.0.1:{LocalServer.FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        store = new S3ObjectStore(
            Options.Create(new S3Options { Endpoint = address, Region = "us-east-1", Bucket = "bucket", AccessKey = "key", SecretKey = "secret", ForcePathStyle = true }),
            TimeProvider.System);
    }

    [Theory]
    [InlineData("XAmzContentSHA256Mismatch")]
    [InlineData("SignatureDoesNotMatch")]
    [InlineData("BadDigest")]
    public async Task The_same_bytes_are_sent_once_more(string code)
    {
        using var content = new MemoryStream(RandomNumberGenerator.GetBytes(300_000)) { Position = 1_000 };
        var put = store.PutAsync("contract/a.png", content, "image/png", TestContext.Current.CancellationToken);

        await AnswerAsync(400, $"<Error><Code>{code}</Code><Message></Message></Error>");
        var second = await AnswerAsync(200, "");
        await put;

        Assert.Equal(content.ToArray()[1_000..], second);
    }

    [Fact]
    public async Task A_second_damage_and_any_other_refusal_are_said()
    {
        using var content = new MemoryStream(new byte[1_000]);
        var damaged = store.PutAsync("contract/a.png", content, "image/png", TestContext.Current.CancellationToken);
        await AnswerAsync(400, "<Error><Code>BadDigest</Code></Error>");
        await AnswerAsync(400, "<Error><Code>BadDigest</Code></Error>");
        await Assert.ThrowsAnyAsync<Exception>(() => damaged);

        var refused = store.PutAsync("contract/a.png", content, "image/png", TestContext.Current.CancellationToken);
        await AnswerAsync(403, "<Error><Code>AccessDenied</Code></Error>");
        await Assert.ThrowsAnyAsync<Exception>(() => refused);
    }

    public void Dispose()
    {
        listener.Close();
        store.Dispose();
    }

    /// <returns>The body of the request that was answered.</returns>
    private async Task<byte[]> AnswerAsync(int status, string body)
    {
        var context = await listener.GetContextAsync();
        using var read = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(read, TestContext.Current.CancellationToken);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
        return read.ToArray();
    }
}
