using ImageGen.Volcengine.Simulator.Signing;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class CanonicalQueryTests
{
    [Theory]
    [InlineData("b=1&B=2&a=3", "B=2&a=3&b=1")]
    [InlineData("a=x%20y&c=%7e!", "a=x%20y&c=~%21")]
    [InlineData("a=1+1", "a=1%2B1")]
    [InlineData("empty=&flag", "empty=&flag=")]
    [InlineData("p=%e4%b8%ad*", "p=%E4%B8%AD%2A")]
    [InlineData("", "")]
    public void Names_are_sorted_and_text_is_encoded_by_the_rules(string received, string canonical)
    {
        var request = new ReceivedRequest("GET", "/", received, _ => "x", "hash");

        Assert.Equal(canonical, CanonicalRequest.Build(request, ["host"])!.Split('\n')[2]);
    }
}
