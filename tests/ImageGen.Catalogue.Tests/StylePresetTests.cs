namespace ImageGen.Catalogue.Tests;

public sealed class StylePresetTests
{
    private static readonly StylePreset Ink = new() { Id = "ink", Name = new("水墨", "Ink"), Prompt = new("水墨画", "ink painting") };

    [Theory]
    [InlineData("a fox", "a fox, ink painting")]
    [InlineData("a fox \n", "a fox, ink painting")]
    [InlineData("一只狐狸", "一只狐狸，水墨画")]
    [InlineData("a poster that says 你好", "a poster that says 你好，水墨画")]
    [InlineData("𠮷", "𠮷，水墨画")]
    [InlineData("キツネ", "キツネ, ink painting")]
    public void Its_words_are_added_in_the_language_of_the_prompt(string prompt, string styled) => Assert.Equal(styled, Ink.AddTo(prompt));

    [Fact]
    public void There_are_about_a_dozen() => Assert.InRange(ModelCatalogue.BuiltIn().Styles.Count, 10, 20);
}
