using ImageGen.Catalogue;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The models of the simulation: one that makes a picture a call, one that makes up to four.</summary>
internal static class Models
{
    public const string Group = "group";

    private static readonly ModelProfile Shipped = ModelCatalogue.BuiltIn().Models[0];

    public static string Single => Shipped.Id;

    public static ModelCatalogue Catalogue { get; } =
        new([Shipped, Shipped with { Id = Group, Provider = Shipped.Provider with { PicturesPerCall = 4 } }]);
}
