using ImageGen.TestKit;

namespace ImageGen.Architecture.Tests;

/// <summary>Within a module each room knows what is below it and nothing else, so that one can be understood, or left out, without those above.</summary>
public sealed class FloorTests
{
    private static readonly Dictionary<string, Floors> Modules = new()
    {
        ["volcengine/ImageGen.Volcengine"] = new(
            ["Wire"],
            ["Wire/Signing"],
            ["Settings"],
            ["Apis"],
            ["Apis/Requests"],
            ["Apis/Gateway"],
            ["Apis/Visual", "Apis/Ark", "Apis/ImageX"],
            ["Tasks"],
            ["Admission"],
            ["Admission/Pacing"],
            ["Submitting", "Polling", "Recovering", "Handlers", "Endpoints", "Prompts"],
            ["Consumers"],
            ["."]),
        ["accounts/ImageGen.Accounts"] = new(
            ["Secrets", "Audit", "Protection"],
            ["Users"],
            ["Teams", "Sessions", "Keys", "Tokens", "Attempts"],
            ["Exchange", "Setup", "People", "Provider", "AccountsPurge.cs"],
            ["SignIn"],
            ["Profile", "Oidc"],
            ["."]),
        ["jobs/ImageGen.Jobs"] = new(
            ["Texts", "OpenApi"],
            ["Domain"],
            ["Views", "Quotas"],
            ["Models", "Inputs", "Changes", "Audit"],
            ["Get", "Facts", "Loops", "Info", "Labels", "Templates"],
            ["Cancel", "List", "Watch", "Admin", "Trash", "Usage"],
            ["Create", "Update", "Images"],
            ["Retry", "Batches", "Templates/Editing", "Reviews", "Export", "Links"],
            ["."]),
        ["storage/ImageGen.Storage"] = new(
            ["StorageOptions.cs", "Formats"],
            ["Labels", "Copies"],
            ["Sources"],
            ["Thumbnails"],
            ["Copying", "Images", "ProviderInputs", "Uploads/Cleaning"],
            ["Uploads"],
            ["Labels/Reading"],
            ["."]),
    };

    public static TheoryData<string> Names => [.. Modules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_room_knows_only_what_is_below_it(string module)
    {
        var broken = Modules[module].BrokenIn(Path.Combine(SourceTree.Root, "services", module)).ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("Roof.Chimney chimney;")]
    [InlineData("int height = Roof.Chimney.Height;")]
    [InlineData("object made = new Roof.Chimney();")]
    [InlineData("string name = nameof(Roof.Chimney);")]
    [InlineData("Func<object> later = () => Roof.Chimney.Smoke();")]
    [InlineData("object cleaned = \"soot\".Swept();")]
    [InlineData("List<Roof.Chimney> many = [];")]
    public void A_room_that_knows_what_is_above_it_is_found(string member) =>
        Assert.Equal(["Kitchen/Cook.cs in Kitchen knows"], Found(member, ["Kitchen"], ["Roof"], ["."]).Select(Start).Distinct());

    [Fact]
    public void A_room_that_knows_its_neighbour_is_found() =>
        Assert.Equal(["Kitchen/Cook.cs in Kitchen knows"], Found("Roof.Chimney chimney;", ["Kitchen", "Roof"], ["."]).Select(Start).Distinct());

    [Fact]
    public void A_room_may_know_what_is_below_it() =>
        Assert.Empty(Found("Roof.Chimney chimney;", ["Roof"], ["Kitchen"], ["."]));

    [Fact]
    public void A_file_may_stand_on_another_floor_than_its_folder() =>
        Assert.Empty(Found("Roof.Chimney chimney;", ["Roof/Chimney.cs"], ["Kitchen"], ["."]));

    [Fact]
    public void A_folder_that_stands_nowhere_and_a_room_without_a_file_are_found() =>
        Assert.Equal(["Kitchen stands on no floor", "Cellar is empty"], Found("int pots;", ["Cellar"], ["Roof"], ["."]));

    private static IEnumerable<string> Found(string member, params string[][] floors) => new Floors(floors).Broken(
    [
        ("Kitchen/Cook.cs", $$"""
            using House.Roof;

            namespace House.Kitchen;

            internal sealed class Cook
            {
                {{member}}
            }
            """),
        ("Roof/Chimney.cs", """
            namespace House.Roof;

            internal sealed class Chimney
            {
                public const int Height = 3;
                public static object Smoke() => new();
            }

            internal static class Sweep
            {
                public static string Swept(this string soot) => soot.Trim();
            }
            """),
        ("Door.cs", """
            namespace House;

            internal sealed class Door
            {
                public Kitchen.Cook? Cook;
            }
            """),
    ]);

    private static string Start(string found) => found[..(found.IndexOf(" knows", StringComparison.Ordinal) + " knows".Length)];
}
