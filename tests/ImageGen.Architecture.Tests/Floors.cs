using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ImageGen.Architecture.Tests;

/// <summary>
/// The rooms of a module by floors, from the ground up: each knows what is on the floors below it, and nothing of its neighbours. Read
/// from the sources, because a constant leaves no trace in what is compiled.
/// </summary>
/// <param name="floors">A room is a folder, <c>.</c> for that of the module itself, or a single file that does not stand where its folder does.</param>
internal sealed class Floors(params string[][] floors)
{
    /// <summary>What the SDK adds to each file of a library.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly Lazy<MetadataReference[]> Libraries = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))]);

    /// <returns>Who knows what it may not, which folders stand on no floor, and which rooms are empty.</returns>
    public IEnumerable<string> BrokenIn(string folder) => Broken(
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        select (Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllText(file)));

    /// <param name="sources">By their paths within the module.</param>
    public IEnumerable<string> Broken(IEnumerable<(string Path, string Text)> sources)
    {
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, path: source.Path)).ToList();
        var module = CSharpCompilation.Create("module", [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings)], Libraries.Value);
        var rooms = trees.Select(tree => RoomOf(tree.FilePath)).ToHashSet();
        return
        [
            .. rooms.Where(room => FloorOf(room) < 0).Select(room => $"{room} stands on no floor"),
            .. floors.SelectMany(floor => floor).Where(room => !rooms.Contains(room)).Select(room => $"{room} is empty"),
            .. trees.SelectMany(tree => UpwardUses(tree, module.GetSemanticModel(tree))).Distinct(),
        ];
    }

    private IEnumerable<string> UpwardUses(SyntaxTree tree, SemanticModel model)
    {
        var room = RoomOf(tree.FilePath);
        return
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let symbol = model.GetSymbolInfo(name)
            from used in (symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault()) is { } found ? HomesOf(found) : []
            where used != room && FloorOf(used) >= FloorOf(room)
            select $"{tree.FilePath} in {room} knows {name} in {used}";
    }

    /// <summary>Nothing for what is declared elsewhere.</summary>
    private IEnumerable<string> HomesOf(ISymbol symbol) => ((symbol as INamedTypeSymbol ?? symbol.ContainingType)?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
        .Select(declaration => RoomOf(declaration.SyntaxTree.FilePath));

    private string RoomOf(string path) => FloorOf(path) >= 0 ? path : Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder.Replace('\\', '/') : ".";

    private int FloorOf(string room) => Array.FindIndex(floors, floor => floor.Contains(room));
}
