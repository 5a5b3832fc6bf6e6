using System.Text.RegularExpressions;
using ImageGen.ServiceDefaults.Configuration;
using ImageGen.TestKit;

namespace ImageGen.ServiceDefaults.Tests;

/// <summary><c>.env.example</c> is where people learn which variables there are: it must name all of them, and none that nobody reads.</summary>
public sealed partial class EnvExampleTests
{
    private static readonly string Root = SourceTree.Root;

    private static readonly IReadOnlyList<string> Lines = File.ReadAllLines(Path.Combine(Root, ".env.example"));

    /// <summary>Each variable and the line above it.</summary>
    private static readonly IReadOnlyList<(string Name, string Comment)> Example =
        [.. Lines.Zip(Lines.Skip(1)).Where(pair => IsEntry(pair.Second)).Select(pair => (pair.Second[..pair.Second.IndexOf('=')], pair.First))];

    [Fact]
    public void It_names_the_variables_that_are_read_and_no_others() =>
        Assert.Equal(Hosts().Union(Compose()).Order(StringComparer.Ordinal), Example.Select(entry => entry.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_star_marks_what_may_be_given_as_a_file() =>
        Assert.Equal(
            EnvironmentNames.All.Where(name => name.Secret).Select(name => name.Variable).Order(StringComparer.Ordinal),
            Example.Where(entry => entry.Comment.StartsWith("# *", StringComparison.Ordinal)).Select(entry => entry.Name).Order(StringComparer.Ordinal));

    /// <summary>Compose takes a comment behind an empty value for the value.</summary>
    [Fact]
    public void No_comment_stands_behind_a_value() =>
        Assert.DoesNotContain(Lines, line => IsEntry(line) && line.Any(c => c is '#' or ' '));

    [Fact]
    public void Containers_are_given_every_variable_that_is_not_Standalones() =>
        // The address of accounts is fixed there, as those of the other services are.
        Assert.Empty(Hosts().Except(Compose()).Except(["ASPNETCORE_URLS", "IMAGEGEN_ACCOUNTS_URL", "IMAGEGEN_DATA", "IMAGEGEN_MIN_FREE_MB", "IMAGEGEN_WEB"]));

    /// <summary>The short names, and those that code asks for by themselves.</summary>
    private static IEnumerable<string> Hosts() => new[] { "services", "gateway" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => Asked().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["name"].Value)
        .Union(EnvironmentNames.All.Select(name => name.Variable));

    private static IEnumerable<string> Compose() => Directory.EnumerateFiles(Root, "docker-compose*.yml")
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "deploy", "compose"), "*.yml"))
        .SelectMany(file => Interpolated().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups["name"].Value)
        .Distinct();

    private static bool IsEntry(string line) => line.Contains('=') && !line.StartsWith('#');

    [GeneratedRegex("onfiguration\\[\"(?<name>[A-Z0-9_]+)\"\\]")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\$\{(?<name>[A-Z0-9_]+)")]
    private static partial Regex Interpolated();
}
