using ImageGen.Accounts.Secrets;

namespace ImageGen.Accounts.Tests;

public sealed class ApiKeyTextTests
{
    /// <summary>The pattern that scanners of leaked secrets are given.</summary>
    [Fact]
    public void A_key_has_the_form_that_scanners_know() => Assert.Matches("^ig_[0-9A-Za-z]{42}$", ApiKeyText.New());

    [Fact]
    public void No_two_keys_are_the_same() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => ApiKeyText.New()).Distinct().Count());

    [Fact]
    public void A_key_is_well_formed() => Assert.All(Enumerable.Range(0, 100), _ => Assert.True(ApiKeyText.IsWellFormed(ApiKeyText.New())));

    /// <summary>A scanner in another language must come to the same: CRC-32 as of zlib, in base 62 with digits first, six places.</summary>
    [Fact]
    public void The_checksum_is_the_one_that_we_publish() =>
        Assert.True(ApiKeyText.IsWellFormed("ig_000000000000000000000000000000000000" + "0etOEM"));

    [Fact]
    public void A_key_with_any_other_letter_in_any_place_is_none()
    {
        var key = ApiKeyText.New();
        for (var place = 0; place < key.Length; place++)
        {
            var other = key.ToCharArray();
            other[place] = other[place] == 'x' ? 'y' : 'x';
            Assert.False(ApiKeyText.IsWellFormed(new string(other)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("ig_")]
    [InlineData("sk_000000000000000000000000000000000000000000")]
    public void Other_texts_are_none(string text) => Assert.False(ApiKeyText.IsWellFormed(text));

    [Fact]
    public void Only_its_beginning_is_shown() => Assert.Matches("^ig_[0-9A-Za-z]{8}$", ApiKeyText.VisibleOf(ApiKeyText.New()));
}
