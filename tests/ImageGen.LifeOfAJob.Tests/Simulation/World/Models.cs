using System.Text.Json;
using ImageGen.Catalogue;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>The models of the simulation: shipped ones, and one that stands for every API that makes groups by tasks.</summary>
internal static class Models
{
    private static readonly ModelProfile[] Profiles = Choose();

    /// <summary>Asked for its result; calls back where it can.</summary>
    public const string Visual = "jimeng-t2i-4.0";

    /// <summary>The same API, and a line of its own.</summary>
    public const string Older = "general-2.1";

    /// <summary>One call makes all pictures, and is asked for them.</summary>
    public const string Group = "jimeng-group";

    /// <summary>The call itself answers with the pictures; those of a group one by one.</summary>
    public const string Ark = "seedream-4.0";

    private static readonly Dictionary<string, ModelCatalogue> Catalogues = new string?[] { null, Visual, Older, Group, Ark }
        .ToDictionary(unknown => unknown ?? "", unknown => new ModelCatalogue(Profiles.Where(profile => profile.Id != unknown)));

    public static IReadOnlyList<string> All { get; } = [Visual, Older, Group, Ark];

    /// <param name="without">A model that is not in it.</param>
    public static ModelCatalogue Catalogue(string? without = null) => Catalogues[without ?? ""];

    public static bool IsArk(string model) => model == Ark;

    /// <summary>The provider's own name.</summary>
    public static string KeyOf(string model) => Profiles.First(profile => profile.Id == model).Provider.Key;

    private static ModelProfile[] Choose()
    {
        var shipped = ModelCatalogue.BuiltIn();
        ModelProfile[] chosen = [.. new[] { Visual, Older, Ark }.Select(id => shipped.TryGet(id, out var profile) ? profile : throw new InvalidOperationException($"There is no {id} any more."))];
        var group = chosen[0] with
        {
            Id = Group,
            Default = false,
            Count = chosen[2].Count,
            Provider = chosen[0].Provider with
            {
                Key = "jimeng_group",
                Group = new GroupBinding(JsonSerializer.SerializeToElement(new { force_single = false }), "max_images"),
            },
        };
        return [.. chosen, group];
    }
}
