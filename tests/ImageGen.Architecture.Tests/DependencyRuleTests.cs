using System.Reflection;
using ImageGen.Accounts;
using ImageGen.Catalogue;
using ImageGen.Jobs;
using ImageGen.Storage;
using ImageGen.TestKit;
using ImageGen.Volcengine;

namespace ImageGen.Architecture.Tests;

/// <summary>Hosts → modules → building blocks → drivers; modules meet in contracts and the catalogue only.</summary>
public sealed class DependencyRuleTests
{
    private static readonly string[] BuildingBlocks = ["ImageGen.Auditing", "ImageGen.Contracts", "ImageGen.Catalogue", "ImageGen.Loops", "ImageGen.Persistence", "ImageGen.Messaging", "ImageGen.ObjectStorage", "ImageGen.Imaging", "ImageGen.ServiceDefaults"];

    /// <summary>What is called inside is mapped by itself, so that no public host maps it.</summary>
    private static readonly string[] ShownByAccounts = ["AddAccounts", "AddAccountsConsumers", "MapAccounts", "MapAccountsInside"];

    private static readonly string[] NamesOfTheProvider = ["Volcengine", "ImageX", "volces", "byteimg"];

    /// <summary>Found in the tree, so that a new one is held to the rules from its first day.</summary>
    private static readonly IReadOnlyList<string> ModuleFiles =
        [.. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "services"), "*Module.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Modules => [.. ModuleFiles.Select(NameOf)];

    [Fact]
    public void The_modules_are_found() => Assert.Superset(new HashSet<string> { "Jobs", "Storage", "Volcengine" }, ModuleFiles.Select(NameOf).ToHashSet());

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_knows_building_blocks_and_no_other_module(string module) =>
        Assert.Empty(Rules.ForbiddenReferences(Module(module), BuildingBlocks));

    [Theory]
    [MemberData(nameof(Modules))]
    public void MassTransit_stays_in_consumers_and_in_the_registration(string module) =>
        Assert.Empty(Rules.UsersOfMassTransit(Module(module), module + "Module"));

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_shows_its_extension_methods_and_nothing_else(string module) =>
        Assert.Empty(Rules.SurfaceBeyond(Module(module), module, module == "Accounts" ? ShownByAccounts : ["Add" + module, $"Add{module}Consumers", "Map" + module]));

    [Theory]
    [MemberData(nameof(Modules))]
    public void A_module_knows_no_driver(string module) =>
        Assert.Empty(Rules.UsersOf(Module(module), "MongoDB", "Microsoft.Data.Sqlite", "Amazon", "RabbitMQ"));

    [Fact]
    public void Contracts_know_nothing_of_ours() =>
        Assert.Empty(Rules.ForbiddenReferences(Assembly.Load("ImageGen.Contracts")));

    [Fact]
    public void The_catalogue_knows_nothing_of_ours() =>
        Assert.Empty(Rules.ForbiddenReferences(Assembly.Load("ImageGen.Catalogue")));

    /// <summary>What is special about one is a member of its profile.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public void No_model_has_code_of_its_own(string module)
    {
        var names = ModelCatalogue.BuiltIn().Models.SelectMany(model => new[] { $"\"{model.Id}\"", $"\"{model.Provider.Key}\"" }).ToList();

        Assert.NotEmpty(names);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.GetDirectoryName(ModuleFiles.Single(file => NameOf(file) == module))!, "*.cs", SearchOption.AllDirectories),
            file => names.Exists(File.ReadAllText(file).Contains));
    }

    [Theory]
    [InlineData("ImageGen.Loops")]
    [InlineData("ImageGen.Persistence")]
    [InlineData("ImageGen.ObjectStorage")]
    [InlineData("ImageGen.Imaging")]
    public void These_building_blocks_know_no_other(string block) =>
        Assert.Empty(Rules.ForbiddenReferences(Assembly.Load(block)));

    /// <summary>There it is declared what can be set for the provider (ADR 23).</summary>
    [Fact]
    public void The_defaults_of_a_service_know_the_catalogue_alone() =>
        Assert.Empty(Rules.ForbiddenReferences(Assembly.Load("ImageGen.ServiceDefaults"), "ImageGen.Catalogue"));

    /// <summary>Its hosts and settings come with the declaration of its APIs (ADR 8, ADR 23).</summary>
    [Fact]
    public void Storage_names_no_provider() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "services", "storage"), "*.cs", SearchOption.AllDirectories),
            file => NamesOfTheProvider.Any(name => File.ReadAllText(file).Contains(name, StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void The_simulator_shares_nothing_with_the_client_it_checks() =>
        Assert.Empty(Rules.ForbiddenReferences(Assembly.Load("ImageGen.Volcengine.Simulator")));

    [Fact]
    public async Task Every_consumer_has_a_queue_of_its_own_across_all_modules()
    {
        Assembly[] modules = [.. ModuleFiles.Select(file => Module(NameOf(file)))];
        Assert.Empty(await Rules.SharedQueuesAsync(bus =>
        {
            bus.AddAccountsConsumers();
            bus.AddJobsConsumers();
            bus.AddVolcengineConsumers();
            bus.AddStorageConsumers();
        }));
        Assert.Empty(Rules.ConsumersWithoutDefinition(modules));
    }

    /// <summary>Each listens on a port, which a foreign page can reach beside the gateway.</summary>
    [Fact]
    public void Every_host_stands_behind_the_door()
    {
        var hosts = new[] { "services", "gateway" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(project => File.ReadAllText(project).Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project)!)
            // Stands for a service of somebody else's, and knows nothing of ours.
            .Except(["ImageGen.Volcengine.Simulator"])
            .ToList();
        Assert.True(hosts.Count >= 5, string.Join(' ', hosts));
        Assert.All(hosts, host => Assert.Contains("ImageGen.Edge", Assembly.Load(host).GetReferencedAssemblies().Select(reference => reference.Name)));
    }

    /// <summary>Whoever reaches it there could ask for tokens.</summary>
    [Fact]
    public void What_accounts_answers_inside_is_mapped_by_its_own_host_alone() =>
        Assert.Equal(
            ["Program.cs in ImageGen.Accounts.Api"],
            from folder in new[] { "services", "gateway" }
            from file in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            where File.ReadAllText(file).Contains(".MapAccountsInside()", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)} in {Path.GetFileName(Path.GetDirectoryName(file))}");

    private static string NameOf(string moduleFile) => Path.GetFileNameWithoutExtension(moduleFile)[..^"Module".Length];

    private static Assembly Module(string name) => Assembly.Load("ImageGen." + name);
}
