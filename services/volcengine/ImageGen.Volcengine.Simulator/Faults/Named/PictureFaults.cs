using System.Text;
using ImageGen.Volcengine.Simulator.Drawing;
using SkiaSharp;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>A picture that is downloaded by its link.</summary>
internal static class PictureFaults
{
    // Marks the address that a redirect leads to, so that it is not redirected again.
    private const string Followed = "followed=1";

    private static readonly FaultPoint[] Picture = [FaultPoint.Picture];

    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["pic-html"] = Of(answer => new WireAnswer(200, "text/html", Encoding.UTF8.GetBytes(PageFaults.Page(200)))),
        ["pic-notyet"] = Of(_ => Missing(404, "NoSuchKey")),
        ["pic-gone"] = Of(_ => Missing(410, "Gone")),
        ["pic-forbidden"] = Of(_ => Missing(403, "AccessDenied")),
        ["pic-busy"] = Of(_ => Missing(503, "ServiceUnavailable")),
        ["pic-big"] = Of((answer, _) => Padded(answer, mebibytes: 70)),
        ["pic-big-N"] = Of((answer, scene) => Padded(answer, scene.Number ?? 0)),
        // Behind the end of a picture there may be another one, or where it was taken from.
        ["pic-trail"] = Of(answer => answer with { Body = [.. answer.Body, new byte[6_000]] }),
        ["pic-gz"] = Of(answer => CodingFaults.Gzip(answer).WithHeader("Content-Encoding", "gzip")),
        ["pic-redir"] = Of((answer, scene) => Redirected(answer, scene, OtherName(scene.Address.Host))),
        ["pic-redirsame"] = Of((answer, scene) => Redirected(answer, scene, scene.Address.Host)),
        ["pic-redirout"] = Of((answer, scene) => Redirected(answer, scene, "elsewhere.invalid")),
        ["pic-aigc"] = Of((answer, scene) => Png(answer, png => PngMetadata.InsertText(png, "parameters", $"{scene.Prompt} AIGC TC260:AIGC"))),
        ["pic-webp"] = Of(answer => Encoded(answer, SKEncodedImageFormat.Webp, "image/webp")),
        ["pic-octet"] = Of(answer => answer with { ContentType = "application/octet-stream" }),
        ["pic-notype"] = Of(answer => answer with { ContentType = null }),
        ["pic-cut"] = Of(answer => Half(answer) with { IsChunked = true, Breaks = true }),
        ["pic-short"] = Of(answer => Half(answer) with { Length = answer.Bytes.Length, Breaks = true }),
        ["pic-trickle"] = Of(answer => answer with { Body = [.. answer.Bytes.Chunk(answer.Bytes.Length / 20 + 1).Select(part => (ReadOnlyMemory<byte>)part)], Pause = TimeSpan.FromMilliseconds(100) }),
    };

    private static NamedFault Of(Func<WireAnswer, WireAnswer> spoil) => new(Picture, (answer, _) => spoil(answer));

    private static NamedFault Of(Func<WireAnswer, FaultScene, WireAnswer> spoil) => new(Picture, spoil);

    private static WireAnswer Missing(int status, string code) => new(
        status, "application/xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code></Error>"));

    private static WireAnswer Half(WireAnswer answer) => answer.With(answer.Bytes[..(answer.Bytes.Length / 2)]);

    private static WireAnswer Redirected(WireAnswer answer, FaultScene scene, string host)
    {
        if (scene.Address.Query.Contains(Followed, StringComparison.Ordinal))
            return answer;
        var target = new UriBuilder(scene.Address) { Host = host, Query = $"{scene.Address.Query.TrimStart('?')}&{Followed}" };
        return WireAnswer.Bare(302).WithHeader("Location", target.Uri.AbsoluteUri);
    }

    // Another name of this machine: a list of allowed hosts that has one of them does not have the other.
    private static string OtherName(string host) => host == "localhost" ? "127.0.0.1" : "localhost";

    // The same private chunk again and again: a picture of that many bytes that nobody has to draw.
    private static WireAnswer Padded(WireAnswer answer, int mebibytes)
    {
        var png = PngOf(answer);
        ReadOnlyMemory<byte> chunk = PngMetadata.Padding(1 << 20);
        return answer with
        {
            ContentType = "image/png",
            Body = [png.AsMemory(0, PngMetadata.HeaderLength), .. Enumerable.Repeat(chunk, mebibytes), png.AsMemory(PngMetadata.HeaderLength)],
        };
    }

    private static WireAnswer Png(WireAnswer answer, Func<byte[], byte[]> change) => answer.With(change(PngOf(answer))) with { ContentType = "image/png" };

    private static byte[] PngOf(WireAnswer answer) =>
        answer.ContentType == "image/png" ? answer.Bytes : Encoded(answer, SKEncodedImageFormat.Png, "image/png").Bytes;

    private static WireAnswer Encoded(WireAnswer answer, SKEncodedImageFormat format, string contentType)
    {
        using var bitmap = SKBitmap.Decode(answer.Bytes);
        using var file = bitmap.Encode(format, quality: 90);
        return answer.With(file.ToArray()) with { ContentType = contentType };
    }
}
