using ImageGen.Jobs.Templates;

namespace ImageGen.Jobs.Tests.Templates;

public sealed class TemplateTextTests
{
    [Theory]
    [InlineData("a {animal} in {place}", "a fox in {place}")]
    [InlineData("{animal}{animal}", "foxfox")]
    [InlineData("{{animal}} {animal}", "{animal} fox")]
    [InlineData("{{{animal}}}", "{fox}")]
    [InlineData("{主题}", "{{x}}")]
    [InlineData("nothing", "nothing")]
    public void Variables_are_filled_once_and_doubled_braces_are_braces(string text, string expected) =>
        Assert.Equal(expected, TemplateText.Fill(text, name => name switch { "animal" => "fox", "place" => "{place}", _ => "{{x}}" }));

    [Fact]
    public void Names_come_once_and_in_order() => Assert.Equal(["b", "a", "主题_2"], TemplateText.VariablesOf("{b} {a} {b} {{c}} {主题_2}"));

    [Theory]
    [InlineData("a {b} {{c}} }}", true)]
    [InlineData("a { b", false)]
    [InlineData("a } b", false)]
    [InlineData("{}", false)]
    [InlineData("{a b}", false)]
    [InlineData("{1a}", false)]
    [InlineData("{a\n}", false)]
    [InlineData("{aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa}", false)]
    public void Braces_that_are_neither_are_found(string text, bool isRight) => Assert.Equal(isRight, TemplateText.Problem(text) is null);
}
