using ImageGen.Jobs.Inputs;

namespace ImageGen.Jobs.Tests.Inputs;

public sealed class InputLinkTests
{
    [Theory]
    [InlineData("https://example.com/a.png", "https://example.com/a.png")]
    [InlineData("https://example.com", "https://example.com/")]
    [InlineData("HTTPS://Example.COM:443/A.png", "https://example.com/A.png")]
    [InlineData("https://example.com:8443/a.png?x=1&y=2#z", "https://example.com:8443/a.png?x=1&y=2")]
    [InlineData("https://cdn.example.com/图片/主图 1.png", "https://cdn.example.com/%E5%9B%BE%E7%89%87/%E4%B8%BB%E5%9B%BE%201.png")]
    [InlineData("https://cdn.example.com/a%20b.png?n=%E5%9B%BE 1&m=图", "https://cdn.example.com/a%20b.png?n=%E5%9B%BE%201&m=%E5%9B%BE")]
    [InlineData("https://图片.example.com/一.png", "https://xn--wcsw84d.example.com/%E4%B8%80.png")]
    [InlineData("https://图片。example．com/a.png", "https://xn--wcsw84d.example.com/a.png")]
    [InlineData("https://ｃｄｎ１.example.com/a.png", "https://cdn1.example.com/a.png")]
    [InlineData("https://example.com./a.png", "https://example.com/a.png")]
    [InlineData("https://b.tos-cn-beijing.volces.com/a%2Fb.png?X-Tos-Credential=AK%2F20261127%2Fcn&X-Tos-Signature=%3d+a", "https://b.tos-cn-beijing.volces.com/a%2Fb.png?X-Tos-Credential=AK%2F20261127%2Fcn&X-Tos-Signature=%3d+a")]
    [InlineData("https://under_score.example.com/a.png", "https://under_score.example.com/a.png")]
    [InlineData("https://127.0.0.1.nip.io/a.png", "https://127.0.0.1.nip.io/a.png")]
    [InlineData("https://corp.example.com/local/internal", "https://corp.example.com/local/internal")]
    public void A_public_link_is_kept_in_one_form(string link, string kept)
    {
        var found = InputLink.Read(link);
        Assert.Null(found.Problem);
        Assert.Equal(kept, found.Picture!.Url);
        // What is judged is what is sent, so judging it again changes nothing.
        Assert.Equal(kept, InputLink.Read(kept).Picture!.Url);
    }

    [Theory]
    [InlineData("http://example.com/a.png")]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("blob:https://example.com/1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("C:\\pictures\\a.png")]
    [InlineData("https:///a.png")]
    [InlineData("https://")]
    [InlineData("https://ex ample.com/a.png")]
    [InlineData("https://user@example.com/a.png")]
    [InlineData("https://user:password@example.com/a.png")]
    [InlineData("https://127.0.0.1/a.png")]
    [InlineData("https://127.1/a.png")]
    [InlineData("https://2130706433/a.png")]
    [InlineData("https://0x7f000001/a.png")]
    [InlineData("https://0177.0.0.1/a.png")]
    [InlineData("https://127.0.0.1./a.png")]
    [InlineData("https://１２７.０.０.１/a.png")]
    [InlineData("https://127。0。0。1/a.png")]
    [InlineData("https://𝟭𝟮𝟳.𝟬.𝟬.𝟭/a.png")]
    [InlineData("https://١٢٧.0.0.1/a.png")]
    [InlineData("https://1２7.1/a.png")]
    [InlineData("https://169.254.169.254.7/a.png")]
    [InlineData("https://[::1]/a.png")]
    [InlineData("https://[::ffff:10.0.0.1]/a.png")]
    [InlineData("https://10.0.0.1/a.png")]
    [InlineData("https://8.8.8.8/a.png")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/a.png")]
    [InlineData("https://localhost./a.png")]
    [InlineData("https://ｌｏｃａｌｈｏｓｔ/a.png")]
    [InlineData("https://a.ｌｏｃａｌ/a.png")]
    [InlineData("https://store/a.png")]
    [InlineData("https://a.localhost/a.png")]
    [InlineData("https://printer.local/a.png")]
    [InlineData("https://kubernetes.default.svc/a.png")]
    [InlineData("https://jobs.imagegen.svc.cluster.local/a.png")]
    [InlineData("https://minio.corp/a.png")]
    [InlineData("https://MINIO.CORP./a.png")]
    [InlineData("https://nas.home.arpa/a.png")]
    [InlineData("https://nas.lan/a.png")]
    [InlineData("https://db.service.consul/a.png")]
    [InlineData("https://wiki.intranet/a.png")]
    [InlineData("https://host.docker.internal/a.png")]
    [InlineData("https://metadata.tencentyun.com/a.png")]
    [InlineData("https://metadata.google.internal/a.png")]
    [InlineData("https://METADATA.GOOGLE.INTERNAL./a.png")]
    [InlineData("https://example.com:22/a.png")]
    [InlineData("https://example.com:25/a.png")]
    [InlineData("https://example.com:80/a.png")]
    [InlineData("https://example.com:6379/a.png")]
    [InlineData("https://example.com:0/a.png")]
    public void What_is_not_for_the_whole_world_is_refused(string link)
    {
        var found = InputLink.Read(link);
        Assert.Null(found.Picture);
        Assert.NotEmpty(found.Problem!);
    }

    [Fact]
    public void A_name_that_no_resolver_could_take_is_refused() =>
        Assert.NotNull(InputLink.Read($"https://{string.Concat(Enumerable.Repeat("图", 62))}.{string.Concat(Enumerable.Repeat("片.", 100))}com/").Problem);

    [Fact]
    public void A_signed_link_with_a_session_token_is_taken() =>
        Assert.NotNull(InputLink.Read("https://b.tos-cn-beijing.volces.com/a.png?X-Tos-Security-Token=" + new string('A', 4000)).Picture);

    [Fact]
    public void A_link_has_an_end() =>
        Assert.Contains("8192", InputLink.Read("https://example.com/" + new string('a', 8192)).Problem, StringComparison.Ordinal);
}
