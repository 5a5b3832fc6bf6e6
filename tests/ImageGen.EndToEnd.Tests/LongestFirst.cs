using ImageGen.EndToEnd.Tests.Deployments;
using Xunit.Sdk;
using Xunit.v3;

namespace ImageGen.EndToEnd.Tests;

/// <summary>What takes minutes begins first: the short ones fill what it leaves, and nothing is waited for alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(OutagesTests), nameof(OnStandalone), nameof(OnDistributed), nameof(OnReplicaSet), nameof(KillAtEveryPointTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))];

    private static int Place(string collection) =>
        Array.FindIndex(Long, name => collection.Contains(name, StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length;
}
