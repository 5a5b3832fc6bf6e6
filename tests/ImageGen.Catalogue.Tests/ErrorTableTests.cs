namespace ImageGen.Catalogue.Tests;

public sealed class ErrorTableTests
{
    public static TheoryData<string> Codes { get; } = [.. ErrorTable.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_says_what_happened_and_what_to_do_in_both_languages(string code)
    {
        var entry = ErrorTable.Of(code);
        Assert.Contains(entry.Zh, letter => letter > 0x4e00);
        Assert.DoesNotContain(entry.En, letter => letter > 0x2fff);
        // A sentence for the one, a sentence for the other; a canceled job has nothing to do.
        var sentences = code == "canceled" ? 1 : 2;
        Assert.True(entry.Zh.Count(letter => letter is '。') >= sentences, entry.Zh);
        Assert.True(entry.En.Split(". ").Length >= sentences && entry.En.EndsWith('.'), entry.En);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Where_an_operator_must_act_the_text_names_one(string code)
    {
        var entry = ErrorTable.Of(code);
        Assert.Equal(entry.Act == ErrorAct.Operator, entry.Zh.Contains("管理员", StringComparison.Ordinal));
        Assert.Equal(entry.Act == ErrorAct.Operator, entry.En.Contains("administrator", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_code_that_can_be_named_has_an_entry_and_every_entry_a_name() =>
        Assert.Equal(ErrorTable.Codes.Order(), typeof(ErrorCodes).GetFields().Select(code => (string)code.GetRawConstantValue()!).Order());

    [Fact]
    public void A_code_of_a_newer_version_is_our_own_fault() => Assert.Equal(ErrorTable.Of(ErrorCodes.Internal), ErrorTable.Of("from_the_future"));
}
