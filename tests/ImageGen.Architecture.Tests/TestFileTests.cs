using ImageGen.TestKit;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ImageGen.Architecture.Tests;

/// <summary>Whoever looks for a test finds it by the name of a file, and whoever opens a helper knows that it is one.</summary>
public sealed class TestFileTests
{
    [Fact]
    public void A_file_with_tests_says_so() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            let name = Path.GetFileName(file)
            where !SaysSo(name) && HasTests(File.ReadAllText(file))
            select name);

    [Theory]
    [InlineData("Pump.cs", "class Pump { [Fact] void Pumps() { } }")]
    [InlineData("Pump.cs", "class Pump { [Theory, InlineData(1)] void Pumps(int n) { } }")]
    [InlineData("PumpTests.Parts.cs", "class Pump { [SkippableFact] void Pumps() { } }")]
    public void A_test_is_found_whatever_its_file_is_called(string name, string source)
    {
        Assert.Equal(name.StartsWith("PumpTests", StringComparison.Ordinal), SaysSo(name));
        Assert.True(HasTests(source));
    }

    [Fact]
    public void A_helper_is_no_test() => Assert.False(HasTests("class Pump { [Obsolete] void Pumps() { } }"));

    /// <summary>A contract is a suite that is run over each adapter. What follows the first dot names a part of a suite.</summary>
    private static bool SaysSo(string name) => name.Split('.')[0] is var suite
        && (suite.EndsWith("Tests", StringComparison.Ordinal) || suite.EndsWith("Contract", StringComparison.Ordinal));

    private static bool HasTests(string source) => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        .Any(attribute => attribute.Name.ToString() is var name && (name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal)));
}
