using ImageGen.Volcengine.Prompts;

namespace ImageGen.Volcengine.Tests.Prompts;

public sealed class PromptHelpRulesTests
{
    [Theory]
    [InlineData("a fox", "a fox")]
    [InlineData("  a\r\n\tfox\u0000\u001b in\u2028snow ", "a fox in snow")]
    [InlineData("a \u202efox\u200b\u2066", "a fox")]
    [InlineData("```a fox```", "a fox")]
    [InlineData("“一只猫”", "一只猫")]
    [InlineData("\"", "\"")]
    [InlineData("\u0007\u200b", "")]
    [InlineData("<b>a fox</b>", "<b>a fox</b>")]
    public void An_answer_is_one_line_without_what_nobody_can_see(string answer, string expected) =>
        Assert.Equal(expected, PromptHelpRules.Clean(answer, maxLength: 100));

    [Fact]
    public void An_answer_is_cut_between_characters() => Assert.Equal("🦊🦊", PromptHelpRules.Clean("🦊🦊🦊", maxLength: 2));
}
