using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.List;
using ImageGen.Jobs.Texts;

namespace ImageGen.Jobs.Tests.Texts;

/// <summary>What is found in which text, by the pieces in an index and by the text itself.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("A red fox in the snow", "fox")]
    [InlineData("A red fox in the snow", "snow RED")]
    [InlineData("A sunset over hills", "unse")]
    [InlineData("A sunset over hills", "su")]
    [InlineData("A 4k photo", "4K")]
    [InlineData("ＣＡＦＥ　８Ｋ", "cafe 8k")]
    [InlineData("Ärger im Café", "ärger CAFÉ")]
    [InlineData("雪中的红狐狸", "红狐")]
    [InlineData("雪中的红狐狸", "狐")]
    [InlineData("雪中的红狐狸", "狐狸 雪中")]
    [InlineData("赛博朋克，8K高清", "8k 高清")]
    [InlineData("猫がいる、ねこ", "ねこ")]
    [InlineData("고양이 사진", "양이")]
    [InlineData("𠮷野家", "𠮷野")]
    [InlineData("don't", "don")]
    public void A_text_is_found(string text, string query) => Assert.True(IsFound(text, query));

    [Theory]
    [InlineData("A red fox", "foxes")]
    [InlineData("A sunset", "ns")]
    [InlineData("A red fox", "red wolf")]
    [InlineData("红猫和白狗", "红狗")]
    [InlineData("abc bcd", "abcd")]
    [InlineData("红猫 猫狗", "红猫狗")]
    [InlineData("cafe", "café")]
    public void A_text_is_not_found(string text, string query) => Assert.False(IsFound(text, query));

    [Fact]
    public void Whatever_a_text_holds_the_index_finds_it()
    {
        const string alphabet = "ab1 ,é红猫あ가𠮷Ⅳﬁ\u0301";
        var random = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            var (text, query) = (Draw(random.Next(1, 20)), Draw(random.Next(1, 6)));
            var (held, wanted) = (SearchText.WordsOf(text).ToList(), SearchText.WordsOf(query).ToList());
            if (!wanted.TrueForAll(word => held.Exists(word.IsIn)))
                continue;
            var indexed = held.SelectMany(word => word.Indexed()).ToHashSet();
            Assert.All(wanted.SelectMany(word => word.Needed()), piece => Assert.Contains(piece, indexed));
        }

        string Draw(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    [Fact]
    public void Title_and_prompt_are_searched_the_prompt_as_far_as_it_is_indexed()
    {
        var job = JobOf(string.Concat(Enumerable.Repeat("lake ", 100)) + "fox") with { Title = "Mountains" };
        Assert.True(Means(job, "lake mountain"));
        Assert.False(Means(job, "fox"));
    }

    [Fact]
    public void With_a_style_what_the_person_wrote_is_searched()
    {
        var job = JobOf("a fox, in oil") with { WrittenPrompt = "a fox" };
        Assert.True(Means(job, "fox"));
        Assert.False(Means(job, "oil"));
    }

    [Fact]
    public void Terms_belong_to_their_owner() =>
        Assert.Empty(JobTerms.Of(JobOf("a fox")).Intersect(JobTerms.Of(JobOf("a fox") with { Owner = "ben" })));

    private static bool IsFound(string text, string query)
    {
        var job = JobOf(text);
        var indexed = JobTerms.Of(job).ToHashSet();
        var looked = FilterOf(query).Page(1, after: null).Where.Where(value => value.Field == JobFields.Terms);
        return looked.All(value => indexed.Contains((long)value.Value!)) && Means(job, query);
    }

    [Fact]
    public void A_filter_that_was_made_out_of_another_looks_for_its_own_words()
    {
        var fox = FilterOf("fox");
        Assert.False(fox.Means(JobOf("a red wolf")));
        Assert.True((fox with { Text = "wolf" }).Means(JobOf("a red wolf")));
        Assert.Equal(2, fox.Page(1, after: null).Where.Except((fox with { Owner = "ben" }).Page(1, after: null).Where).Count());
    }

    private static bool Means(Job job, string query) => FilterOf(query).Means(job);

    private static JobFilter FilterOf(string query) => new() { Owner = "ada", Text = query };

    private static Job JobOf(string prompt) => Job.Of(new ImageRequest { Model = "m", Prompt = prompt, Count = 1 }) with { Id = "job_1", Owner = "ada" };
}
