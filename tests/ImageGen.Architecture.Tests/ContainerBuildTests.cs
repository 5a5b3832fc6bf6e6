using System.Text.RegularExpressions;
using ImageGen.TestKit;

namespace ImageGen.Architecture.Tests;

/// <summary>The container build sees only what its Dockerfile copies: a file taken from elsewhere builds here and fails there.</summary>
public sealed partial class ContainerBuildTests
{
    [Fact]
    public void Its_Dockerfile_copies_every_file_that_a_project_takes()
    {
        var copied = CopyLine().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "deploy/docker/Dockerfile")))
            .SelectMany(line => line.Groups["source"].Value.Split(' ')).ToHashSet();

        Assert.Contains("web/openapi.json", TakenFiles());
        Assert.All(TakenFiles(), file => Assert.True(copied.Contains(file) || copied.Contains(file.Split('/')[0]), file));
    }

    private static IEnumerable<string> TakenFiles() =>
        from folder in new[] { "services", "gateway" }
        from project in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.csproj", SearchOption.AllDirectories)
        from Match item in OutsideFile().Matches(File.ReadAllText(project))
        select Path.GetRelativePath(SourceTree.Root, Path.Combine(Path.GetDirectoryName(project)!, item.Groups["path"].Value)).Replace('\\', '/');

    [GeneratedRegex(@"Include=""(?<path>\.\./[^""*]+)""")]
    private static partial Regex OutsideFile();

    [GeneratedRegex(@"^COPY (?<source>(?!--)\S.*) \S+$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();
}
