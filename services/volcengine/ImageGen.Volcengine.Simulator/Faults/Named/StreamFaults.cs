using System.Text.RegularExpressions;

namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>A stream whose pictures are all there, in another form than the usual one. An answer in one piece is left alone.</summary>
internal static partial class StreamFaults
{
    public static IReadOnlyDictionary<string, NamedFault> All { get; } = new Dictionary<string, NamedFault>
    {
        ["sse-plain"] = Of(answer => answer with { ContentType = "text/plain" }),
        ["sse-octet"] = Of(answer => answer with { ContentType = "application/octet-stream" }),
        ["sse-json"] = Of(answer => answer with { ContentType = "application/json" }),
        ["sse-notype"] = Of(answer => answer with { ContentType = null }),
        ["sse-gz"] = Of(answer => CodingFaults.Gzip(answer).WithHeader("Content-Encoding", "gzip")),
        ["sse-bom"] = Text(text => "\ufeff" + text),
        ["sse-cr"] = Text(text => text.ReplaceLineEndings("\r")),
        ["sse-crlf"] = Text(text => text.ReplaceLineEndings("\r\n")),
        ["sse-dataonly"] = Text(text => EventLines().Replace(text, "")),
        ["sse-nospace"] = Text(text => text.Replace("data: ", "data:", StringComparison.Ordinal).Replace("event: ", "event:", StringComparison.Ordinal)),
        ["sse-multiline"] = Text(text => text.Replace(",\"", ",\ndata: \"", StringComparison.Ordinal)),
        ["sse-comments"] = Text(text => ": keep-alive\n\n" + text.Replace("\n\n", "\n\n: keep-alive\n\nevent: ping\ndata: ping\n\n", StringComparison.Ordinal)),
        ["sse-joined"] = Text(text => text.Replace("\n\n", "\n", StringComparison.Ordinal)),
        ["sse-nodone"] = Text(text => text.Replace("data: [DONE]\n\n", "", StringComparison.Ordinal)),
        ["sse-noend"] = Text(text => text[..text.IndexOf("event: image_generation.completed", StringComparison.Ordinal)].TrimEnd('\n')),
        ["sse-noindex"] = Text(text => Indices().Replace(text, "")),
        ["sse-textindex"] = Text(text => Indices().Replace(text, "\"image_index\":\"$1\",")),
        ["sse-lines"] = new([FaultPoint.Generate], (answer, _) => answer.IsStream
            ? answer.With(string.Concat(DataLines().Matches(answer.Text).Select(line => line.Groups[1].Value + "\n"))) with { ContentType = "application/x-ndjson" }
            : answer),
    };

    private static NamedFault Text(Func<string, string> edit) => Of(answer => answer.With(edit(answer.Text)));

    private static NamedFault Of(Func<WireAnswer, WireAnswer> spoil) =>
        new([FaultPoint.Generate], (answer, _) => answer.IsStream ? spoil(answer) : answer);

    [GeneratedRegex("^event: .*\n", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex EventLines();

    [GeneratedRegex("\"image_index\":([0-9]+),", RegexOptions.CultureInvariant)]
    private static partial Regex Indices();

    [GeneratedRegex("^data: ({.*})$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex DataLines();
}
