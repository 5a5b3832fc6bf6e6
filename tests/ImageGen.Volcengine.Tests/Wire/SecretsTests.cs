using System.Text;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Wire;

/// <summary>A key that an answer quotes is not kept, however a JSON writer spells it.</summary>
public sealed class SecretsTests
{
    private const string Key = "AKIA/b+c=d&e<9>";

    [Theory]
    [InlineData("AKIA/b+c=d&e<9>")]
    [InlineData(@"AKIA\/b+c=d&e<9>")]
    [InlineData(@"AKIA/b\u002Bc\u003d\u0064\u0026e\u003C9\u003e")]
    [InlineData(@"\u0041KIA\u002fb\u002bc=d&e<9>")]
    public void It_is_blanked_in_any_spelling(string spelling)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"a":"\\{{spelling}}{{spelling}}\n","b":"AKIA/b","c":"\u004"}""");
        new Secrets(Key, null, "short").Blank(body);
        var stars = new string('*', 2 * spelling.Length);
        Assert.Equal($$"""{"a":"\\{{stars}}\n","b":"AKIA/b","c":"\u004"}""", Encoding.UTF8.GetString(body));
    }
}
