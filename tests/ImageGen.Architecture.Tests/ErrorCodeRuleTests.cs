using System.Reflection;
using System.Text.RegularExpressions;
using ImageGen.Catalogue;
using ImageGen.TestKit;

namespace ImageGen.Architecture.Tests;

/// <summary>An error code without a text is shown as "something went wrong on our side" where a retry, or an administrator, would help.</summary>
public sealed partial class ErrorCodeRuleTests
{
    private static readonly string[] Owners = ["GenerationError", "ErrorMeaning", "AccountError", "Job", "JobRules", "JobView"];

    public static TheoryData<string> Modules => ["Jobs", "Volcengine", "Storage"];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Whatever_becomes_the_code_of_an_error_is_one_of_the_catalogues(string module)
    {
        var uses = ErrorCodeUses.In(Assembly.Load("ImageGen." + module), Owners).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.True(ErrorTable.Codes.Contains(use.Code), $"{use.Code} in {use.Method}"));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void No_code_is_spelled_a_second_time(string module)
    {
        var folder = Path.Combine(SourceTree.Root, "services", module.ToLowerInvariant(), "ImageGen." + module);

        // A code of one word is a word of other languages too, such as a status of the provider.
        Assert.Empty(
            from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            where !line.Contains("ProblemException", StringComparison.Ordinal)
            from Match literal in CompoundWord().Matches(line)
            where ErrorTable.Codes.Contains(literal.Groups["text"].Value)
            select $"{Path.GetFileName(file)}: {line.Trim()}");
    }

    [Fact]
    public void A_code_that_the_catalogue_does_not_know_is_found()
    {
        var found = ErrorCodeUses.In(Assembly.GetExecutingAssembly(), "GenerationError", nameof(Sample.ErrorsOfItsOwn)).Select(use => use.Code);

        Assert.Equal(["assigned", "chosen", "handed_over", "or_not"], found.Order());
    }

    [GeneratedRegex(@"""(?<text>[a-z]+(?:_[a-z]+)+)""")]
    private static partial Regex CompoundWord();
}
