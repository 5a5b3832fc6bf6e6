using System.Text;
using System.Text.RegularExpressions;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Export;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Export;

public sealed partial class PictureNamesTests
{
    /// <summary>2027-01-15 08:00 UTC.</summary>
    private const string Begin = "2027-01-15_080000";

    [Theory]
    [InlineData("黄昏时分的雪山湖泊，胶片质感", $"{Begin}_0_黄昏时分的雪山湖泊，胶片质感.png")]
    [InlineData("a fox  in\tthe\r\nsnow ", $"{Begin}_0_a_fox_in_the_snow.png")]
    [InlineData("../../etc/passwd", $"{Begin}_0_etc_passwd.png")]
    [InlineData("C:\\a<b>c:\"d\"|e?f*", $"{Begin}_0_C_a_b_c_d_e_f.png")]
    [InlineData("CON", $"{Begin}_0_CON.png")]
    [InlineData("the end...", $"{Begin}_0_the_end.png")]
    [InlineData(" . ", $"{Begin}_0.png")]
    [InlineData("", $"{Begin}_0.png")]
    [InlineData("\u202Egnp.exe\u2066\u200F", $"{Begin}_0_gnp.exe.png")]
    [InlineData("a\0b\u0007c\u007F", $"{Begin}_0_a_b_c.png")]
    [InlineData("half \ud83d", $"{Begin}_0_half.png")]
    [InlineData("\ue000\ufdd0x", $"{Begin}_0_x.png")]
    [InlineData("🦊 wins", $"{Begin}_0_🦊_wins.png")]
    public void A_name_says_when_which_and_what(string prompt, string name) => Assert.Equal(name, NameOf(prompt));

    [Theory]
    [InlineData("雪")]
    [InlineData("a")]
    [InlineData("🏔️")]
    [InlineData("👩🏽‍🚀")]
    [InlineData("e\u0301")]
    [InlineData("Ā\u0308")]
    public void A_name_is_short_in_bytes_and_cuts_no_character(string character)
    {
        var name = NameOf(string.Concat(Enumerable.Repeat(character, 1000)));
        var stem = Path.GetFileNameWithoutExtension(name)[(Begin.Length + 3)..];
        var whole = string.Concat(character.EnumerateRunes().Where(rune => rune.Value != 0x200D));

        Assert.InRange(Encoding.UTF8.GetByteCount(name), 80, 143);
        Assert.Equal("", stem.Replace(whole, "", StringComparison.Ordinal));
    }

    /// <summary>One letter with more marks than a name has room for.</summary>
    [Fact]
    public void What_can_not_be_cut_is_left_out() => Assert.Equal($"{Begin}_0.png", NameOf("a" + new string('\u0301', 300)));

    [Fact]
    public void Every_picture_has_a_name_of_its_own_whatever_a_file_system_takes_for_the_same()
    {
        var names = new PictureNames();
        string[] prompts = ["Fox", "fox", "FOX", "ﬁre", "fire", "é", "e\u0301", "É", "ß", "ss", "fox ", "fox.", "", "ı", "I", "i"];
        var made = prompts.SelectMany(prompt => new[] { 0, 1 }.Select(index => names.Next(JobOf(prompt), PictureOf(index)))).ToList();

        // What is left without the prompt is never the same, and no prompt can look like it.
        Assert.Equal(made.Count, made.Select(name => Unique().Match(name).Value).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains($"{Begin}_1-2_fox.png", made);
    }

    [Fact]
    public void A_prompt_that_looks_like_the_beginning_of_a_name_makes_no_two_of_one()
    {
        var names = new PictureNames();
        var first = names.Next(JobOf("2_x"), PictureOf(1));
        var second = names.Next(JobOf("x"), PictureOf(1));
        Assert.Equal([$"{Begin}_1_2_x.png", $"{Begin}_1-2_x.png"], [first, second]);
    }

    [Theory]
    [InlineData("image/jpeg", ".jpg")]
    [InlineData("image/webp", ".webp")]
    public void Its_ending_is_that_of_its_bytes(string type, string extension) =>
        Assert.EndsWith(extension, new PictureNames().Next(JobOf("x.png"), PictureOf(0) with { ContentType = type }), StringComparison.Ordinal);

    [Fact]
    public void A_style_that_was_added_to_the_prompt_is_not_in_the_name() =>
        Assert.EndsWith("_a_fox.png", new PictureNames().Next(JobOf("a fox, in oil") with { WrittenPrompt = "a fox" }, PictureOf(0)), StringComparison.Ordinal);

    private static string NameOf(string prompt) => new PictureNames().Next(JobOf(prompt), PictureOf(0));

    private static Job JobOf(string prompt)
    {
        var job = Some.Job();
        return job with { CreatedAt = 1_800_000_000_000, Request = job.Request with { Prompt = prompt } };
    }

    private static JobPicture PictureOf(int index) => new() { Attempt = 1, Index = index, State = PictureState.Stored, ContentType = "image/png" };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d_\d{6}_\d+(-\d+)?(?=[_.])")]
    private static partial Regex Unique();
}
