using System.Text;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Wire;

/// <summary>What of an answer is kept for operators.</summary>
public class AnswerTextTests
{
    [Fact]
    public void It_is_kept_as_it_came() => Assert.Equal(
        "HTTP 502\n<html>\n<h1>Bad Gateway</h1>", AnswerText.Of(Answer(502, "<html>\n<h1>Bad Gateway</h1>")));

    [Fact]
    public void An_empty_one_is_its_status() => Assert.Equal("HTTP 504", AnswerText.Of(Answer(504, "")));

    [Theory]
    [InlineData("AQID")]
    [InlineData("\\u002BQ\\/D")]
    public void Pictures_are_left_out(string bytes)
    {
        var body = $$"""{"code":50500,"data":{"binary_data_base64":["{{string.Concat(Enumerable.Repeat(bytes, 20_000))}}=="]},"message":"Internal Error"}""";
        var text = AnswerText.Of(Answer(200, body[..40_000] + "\"]},\"message\":\"Internal Error\"}"));
        Assert.DoesNotContain(bytes + bytes, text, StringComparison.Ordinal);
        Assert.Contains("characters)\"]},\"message\":\"Internal Error\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_one_is_cut()
    {
        var text = AnswerText.Of(Answer(200, string.Concat(Enumerable.Repeat("no picture. ", 50_000))));
        Assert.Equal(AnswerText.Longest, text.Length);
        Assert.EndsWith("…", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void It_is_cut_between_characters(int before)
    {
        var text = AnswerText.Of(Answer(200, new string('x', before) + string.Concat(Enumerable.Repeat("😀", 50_000))));
        Assert.DoesNotContain(text.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
        Assert.EndsWith("😀…", text, StringComparison.Ordinal);
        var quote = AnswerText.Quote(new string('x', 298 + before) + "😀😀");
        Assert.DoesNotContain(quote.EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void Where_it_is_looked_at_no_further_it_ends_between_characters_too()
    {
        var body = $$"""{"data":"{{new string('A', (64 << 10) - 12)}}😀"}""";
        Assert.DoesNotContain(AnswerText.Of(Answer(200, body)).EnumerateRunes(), rune => rune == System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void It_is_cut_between_two_characters()
    {
        var text = AnswerText.Clean("a" + string.Concat(Enumerable.Repeat("😀 ", 2_000)) + "b" + string.Concat(Enumerable.Repeat("😀", 2_000)));
        Assert.False(char.IsHighSurrogate(text[^2]), text[^5..]);
        foreach (var before in new[] { "", "x" })
        {
            var error = new ErrorMeaning(ErrorKind.Refused, "c", "m", Quote: true).ToError(before + string.Concat(Enumerable.Repeat("😀", 400)), "1", null);
            Assert.EndsWith("😀…", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_do_no_harm() =>
        Assert.DoesNotContain(AnswerText.Of(new WireReply.Answer(200, (byte[])[0, 1, 2, 0x1b, 0xff])), letter => letter is < ' ' and not '\n');

    [Fact]
    public async Task Our_keys_are_in_none_even_where_the_provider_quotes_them()
    {
        const string body = """{"code":50400,"message":"no policy for AKLTtest, whose secret is secret-of-the-test","request_id":"r1","data":null}""";
        await using var server = RawServer.Answering("400 Bad Request", body);
        using var visual = new Visuals(server.Url, options => options.SessionToken = "a-session-token");
        var error = Assert.IsType<SubmitOutcome.Refused>(await visual.SubmitAsync()).Error;

        Assert.Contains("no policy for ********, whose secret is ******************", error.ProviderAnswer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-test", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_the_key_of_ark()
    {
        await using var server = RawServer.Answering("401 Unauthorized", $$"""{"error":{"code":"AuthenticationError","message":"{{Arks.Key}} is no key"} }""");
        await using var ark = new Arks(server.Url);
        var error = Assert.IsType<SubmitOutcome.Refused>(await ark.SubmitAsync(Arks.Request())).Error;
        Assert.DoesNotContain(Arks.Key, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("*** is no key", error.ProviderAnswer, StringComparison.Ordinal);
    }

    private static WireReply.Answer Answer(int status, string body) => new(status, Encoding.UTF8.GetBytes(body));
}
