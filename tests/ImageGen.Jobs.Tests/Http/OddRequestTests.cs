using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ImageGen.Jobs.Tests.OpenApi;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Tests.Http;

/// <summary>Whatever a caller writes into a header or a body is the caller's fault, at every address: never a 5xx.</summary>
public sealed partial class OddRequestTests(PublicApiHost host) : IClassFixture<PublicApiHost>
{
    private static readonly string Long = new('x', 6000);

    private static readonly byte[][] Bodies =
    [
        [], "{}"u8.ToArray(), "null"u8.ToArray(), "[]"u8.ToArray(), "{\"prompt\":\"a\""u8.ToArray(), [0xEF, 0xBB, 0xBF, .. "{\"prompt\":\"\"}"u8],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"prompt\":\"\"}")], [0x1F, 0x8B, 8, 0, 0, 0, 0], "{\"\\ud800\":1}"u8.ToArray(), "{\"prompt\":\"\xD8\x00\"}"u8.ToArray(),
        [.. "{\"prompt\":\""u8, 0xBB, 0xC6, .. "\"}"u8], Encoding.UTF8.GetBytes(new string('[', 5000)), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0],
        Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%ff%\r\nContent-Type: \u0001\r\n\r\nabc\r\n--x--"),
        Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: {Long}{Long}{Long}\r\n\r\nabc\r\n--x--"),
        Encoding.UTF8.GetBytes($"--x\r\n{string.Concat(Enumerable.Repeat("A: b\r\n", 40))}\r\nabc\r\n--x--"),
    ];

    private static readonly string[] Odd =
        ["%00", "%C3%28", "a%2Fb", "..%2f..%2fx", "%2e%2e", "%F0%9F%8E%A8", "%ED%A0%80", "%25", "%", "a%0d%0ab", "%5c", "'%22%3c%3e", "-1", "99999999999999999999", "upl_%00", "img_a_b_c", "job_%ff", Long];

    private static readonly string[] Queries =
        ["limit", "cursor", "status", "model", "created_after", "created_before", "lang", "variant", "download", "purpose"];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Content-Type", "application/json; charset=gbk"), ("Content-Type", "application/json; charset="), ("Content-Type", "application/json; charset=\"\\\""),
        ("Content-Type", "application/json; charset=" + Long), ("Content-Type", "application/json; charset=utf-16"), ("Content-Type", "application/json; charset=utf-7"),
        ("Content-Type", "application/json; charset=utf-32be"), ("Content-Type", "text/json; charset=x-user-defined"), ("Content-Type", "application/\u0001json"),
        ("Content-Type", "application/json, application/json"), ("Content-Type", ";;;"), ("Content-Type", "图/片"), ("Content-Type", "image/png; charset=图"),
        ("Content-Type", "multipart/form-data"), ("Content-Type", "multipart/form-data; boundary="), ("Content-Type", "multipart/form-data; boundary=\"\""),
        ("Content-Type", "multipart/form-data; boundary=x"), ("Content-Type", "multipart/form-data; boundary=" + Long), ("Content-Type", "multipart/form-data; boundary=图"),
        ("Content-Type", "multipart/form-data; boundary=\"a b\""), ("Content-Type", "multipart/mixed; boundary=x"), ("Content-Type", "application/x-www-form-urlencoded; charset=gbk"),
        ("Content-Encoding", "gzip"), ("Content-Encoding", "图"), ("Content-Encoding", Long), ("Transfer-Encoding", "chunked"),
        ("Accept", "text/html;q=图"), ("Accept", Long), ("Accept", ";"), ("Accept-Encoding", "\u0001"), ("Accept-Charset", "gbk"),
        ("Accept-Language", "zh;q=NaN,en;q=1e999,-;q=-1,*"), ("Accept-Language", Long), ("Accept-Language", "图"), ("Accept-Language", ",,;;=,"),
        ("Range", "bytes=9999999999999999999999-"), ("Range", "bytes=-99999999999999999999"), ("Range", "bytes=5-1,0-,-0"), ("Range", "items=0-1"), ("Range", "图"),
        ("If-Range", "\"图\""), ("If-Range", "W/\""), ("If-None-Match", "\""), ("If-None-Match", "W/\"a\",,图"), ("If-None-Match", "*"), ("If-Match", "图"),
        ("If-Modified-Since", "yesterday"), ("If-Modified-Since", "Sat, 99 Nov 2026 00:00:00 GMT"), ("Date", "图"),
        ("Prefer", "wait=99999999999999999999"), ("Prefer", "wait="), ("Prefer", "图"), ("Last-Event-ID", "99999999999999999999999"), ("Last-Event-ID", "-1"),
        ("Last-Event-ID", "图"), ("Idempotency-Key", "图"), ("Idempotency-Key", Long), ("X-Request-Id", "\u0001图"), ("X-Forwarded-For", "图"), ("X-Forwarded-Proto", "图"),
        ("Cookie", "a=\u0001;=;图"), ("Authorization", "图"), ("Origin", "图"), ("Referer", "图"), ("traceparent", "00-图"), ("tracestate", "图=图"), ("baggage", "图=%ff;="),
        ("Expect", "图"), ("Upgrade", "h2c"), ("Connection", "图"), ("Forwarded", "for=\"图"), ("X-HTTP-Method-Override", "图"), ("Sec-Fetch-Site", "图"), ("Host", "xn--99999999999"),
    ];

    [Fact]
    public async Task No_header_and_no_body_makes_it_our_fault()
    {
        var failures = new List<string>();
        var addresses = host.Service<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Path: PathOf(endpoint))))
            .Distinct().ToList();
        Assert.InRange(addresses.Count, 20, 100);
        foreach (var (method, path) in addresses)
        {
            for (var i = 0; i < Headers.Length; i++)
            {
                var (name, value) = Headers[i];
                var status = await StatusAsync(method, path, name, value, Bodies[i % Bodies.Length]);
                if (status >= 500)
                    failures.Add($"{status} {method} {path} with {name}: {value[..Math.Min(60, value.Length)]}");
            }

            foreach (var other in (string[])["OPTIONS", "TRACE", "PROPFIND", "PATCH", "HEAD", "get"])
            {
                var status = await StatusAsync(other, path, "Accept", "*/*", []);
                if (status >= 500)
                    failures.Add($"{status} {other} {path}");
            }

            foreach (var odd in Odd)
            {
                var query = string.Join('&', Queries.Select(parameter => $"{parameter}={odd}"));
                foreach (var address in new[] { path.Replace("x1", odd, StringComparison.Ordinal), $"{path}?{query}", $"{path}?{odd}={odd}&{odd}" })
                {
                    var status = await StatusAsync(method, address, "Accept", "*/*", Bodies[1]);
                    if (status >= 500)
                        failures.Add($"{status} {method} {address[..Math.Min(100, address.Length)]}");
                }
            }

            // Of the addresses that read a body, all bodies.
            foreach (var (contentType, body) in from type in (string[])["application/json", "multipart/form-data; boundary=x", "image/png", "application/json; charset=utf-16"]
                                                from body in Bodies
                                                where method == "POST"
                                                select (type, body))
            {
                var status = await StatusAsync(method, path, "Content-Type", contentType, body);
                if (status >= 500)
                    failures.Add($"{status} {method} {path} as {contentType} with {Encoding.Latin1.GetString(body)}");
            }
        }

        Assert.Empty(failures);
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "x1");

    /// <summary>By hand, because HTTP libraries refuse to send most of this. The status line is enough; a stream is not read on.</summary>
    private async Task<int> StatusAsync(string method, string path, string name, string value, byte[] body)
    {
        var address = host.Client.BaseAddress!;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Host"] = address.Authority, ["Connection"] = "close" };
        if (method is "POST" or "PUT" or "DELETE")
        {
            headers["Content-Length"] = $"{body.Length}";
            headers["Content-Type"] = "application/json";
        }

        headers[name] = value;
        if (headers.ContainsKey("Transfer-Encoding"))
            headers.Remove("Content-Length");
        var head = $"{method} {path} HTTP/1.1\r\n{string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"))}\r\n";
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.GetStream().WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(head), .. method == "GET" ? [] : body]);
        using var reader = new StreamReader(socket.GetStream());
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return line is null ? 0 : int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
