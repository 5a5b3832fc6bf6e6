using System.Net;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>
/// A whole platform among answers that are good and odd, all at once: every picture that was paid for is stored, and each call is paid once.
/// The names are the simulator's.
/// </summary>
[Collection<OnStandalone>]
public sealed class OddAnswersTests(StandaloneDeployment deployment) : PlatformTests(deployment)
{
    private static readonly string[] OfAny =
    [
        "gz", "gz-undeclared", "gz-lie", "gz-twice", "deflate", "deflate-raw", "br", "zstd", "bom", "utf16", "json-plain", "json-html", "json-octet",
        "json-notype", "lead-space", "trail-junk", "twice", "nan", "pascal", "camel", "data-text", "urls-object", "url-space", "cut", "b64",
        "b64-prefix", "b64-nopad", "b64-urlsafe", "b64-lines", "url-data",
    ];

    private static readonly string[] OfSigned =
    [
        "data-array", "code-string", "code-float", "tid-number", "tid-deep", "both-shapes", "urls-null", "urls-text", "html-then-ok", "done-empty--2",
        "done-null--2", "not-found--1",
    ];

    private static readonly string[] OfStreams =
    [
        "sse-plain", "sse-octet", "sse-json", "sse-notype", "sse-gz", "sse-bom", "sse-cr", "sse-crlf", "sse-dataonly", "sse-nospace", "sse-multiline",
        "sse-comments", "sse-joined", "sse-nodone", "sse-noend", "sse-noindex", "sse-textindex", "sse-lines",
    ];

    private static readonly string[] OfPictures =
    [
        "pic-html--2", "pic-notyet--2", "pic-gone--2", "pic-forbidden--2", "pic-busy--2", "pic-big", "pic-trail", "pic-gz", "pic-redirsame",
        "pic-redirout--1", "pic-aigc", "pic-webp", "pic-octet", "pic-notype", "pic-cut--1", "pic-short--1", "pic-trickle",
    ];

    [Fact]
    public Task Of_signed_calls_cost_no_picture() => SucceedAsync(
        [.. OfAny, .. OfSigned, .. OfPictures], prompt => new { model = "jimeng-t2i-4.0", prompt, size = "1024x1024" }, pictures: 1);

    [Fact]
    public Task Of_calls_with_a_key_cost_no_picture() => SucceedAsync(
        [.. OfAny, "data-object", .. OfPictures], prompt => new { model = "seedream-4.5", prompt, size = "2048x2048" }, pictures: 1);

    [Fact]
    public Task Of_streams_cost_no_picture() => SucceedAsync(
        OfStreams, prompt => new { model = "seedream-4.0", prompt, size = "1024x1024", count = 2, group = true }, pictures: 2);

    private async Task SucceedAsync(string[] faults, Func<string, object> request, int pictures)
    {
        var outcomes = await Task.WhenAll(faults.Select(async fault =>
        {
            var prompt = $"an odd lake [[{fault}]] {Guid.NewGuid():N}";
            var job = await Client.WaitAsync(
                ImageGenClient.Id(await Client.PostAsync("/api/v1/jobs", HttpStatusCode.Accepted, request(prompt))),
                seen => ImageGenClient.HasEnded(seen) || ImageGenClient.Status(seen) == "needs_attention");
            var stored = job.GetProperty("images").EnumerateArray().Count(image => image.GetProperty("error").ValueKind == JsonValueKind.Null);
            return $"{fault}: {ImageGenClient.Status(job)}, {stored} stored, {await Simulator.PaidAsync(prompt)} paid, {job.GetProperty("error")}";
        }));
        Assert.Equal([.. faults.Select(fault => $"{fault}: succeeded, {pictures} stored, 1 paid, ")], outcomes);
    }
}
