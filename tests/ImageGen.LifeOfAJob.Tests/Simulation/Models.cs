using ImageGen.Catalogue;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The model of the simulation.</summary>
internal static class Models
{
    private static readonly ModelProfile Shipped = ModelCatalogue.BuiltIn().Models[0];

    public static string Api => Shipped.Provider.Api;

    public static string Any => Shipped.Id;

    public static ModelCatalogue Catalogue { get; } = new([Shipped]);
}
