using System.Globalization;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// The seeds that a test lives through. All that happens in a life follows from its seed, so a failure is replayed by naming the seed
/// that it printed: <c>SEED=2972 dotnet test --project tests/ImageGen.LifeOfAJob.Tests -- --filter-class …</c>
/// </summary>
internal static class Seeds
{
    /// <summary>The one in <c>SEED</c>; null where all are wanted.</summary>
    public static ulong? Only { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;

    /// <summary>1 to <paramref name="count"/>, or the only one.</summary>
    public static IEnumerable<ulong> UpTo(int count) => Only is { } only ? [only] : Enumerable.Range(1, count).Select(seed => (ulong)seed);

    /// <returns>The command that lives this life once more.</returns>
    public static string Replay(ulong seed) =>
        $"SEED={seed} dotnet test --project tests/ImageGen.LifeOfAJob.Tests -- --filter-class {TestContext.Current.TestClass?.TestClassName}";
}
