namespace ImageGen.Jobs.Tests.Inputs;

public sealed class InputLinkTests
{
    [Theory]
    [InlineData("https://example.com/a.png")]
    [InlineData("https://example.com:8443/a.png?x=1&y=2#z")]
    [InlineData("https://图片.example.com/一.png")]
    public void A_public_link_is_taken(string link) => Assert.Null(InputLink.Problem(link));

    [Theory]
    [InlineData("http://example.com/a.png")]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("https:///a.png")]
    [InlineData("https://")]
    [InlineData("https://user@example.com/a.png")]
    [InlineData("https://user:password@example.com/a.png")]
    [InlineData("https://127.0.0.1/a.png")]
    [InlineData("https://127.1/a.png")]
    [InlineData("https://2130706433/a.png")]
    [InlineData("https://0x7f000001/a.png")]
    [InlineData("https://0177.0.0.1/a.png")]
    [InlineData("https://127.0.0.1./a.png")]
    [InlineData("https://[::1]/a.png")]
    [InlineData("https://[::ffff:10.0.0.1]/a.png")]
    [InlineData("https://10.0.0.1/a.png")]
    [InlineData("https://8.8.8.8/a.png")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/a.png")]
    [InlineData("https://localhost./a.png")]
    [InlineData("https://store/a.png")]
    [InlineData("https://a.localhost/a.png")]
    [InlineData("https://printer.local/a.png")]
    [InlineData("https://metadata.google.internal/a.png")]
    [InlineData("https://METADATA.GOOGLE.INTERNAL./a.png")]
    public void What_is_not_for_the_whole_world_is_refused(string link) => Assert.NotNull(InputLink.Problem(link));

    [Fact]
    public void A_link_has_an_end() => Assert.NotNull(InputLink.Problem("https://example.com/" + new string('a', 2048)));
}
