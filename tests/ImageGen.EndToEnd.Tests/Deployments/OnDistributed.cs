namespace ImageGen.EndToEnd.Tests;

/// <summary>Tests on one distributed platform, one after the other.</summary>
[CollectionDefinition]
public sealed class OnDistributed : ICollectionFixture<DistributedDeployment>;
