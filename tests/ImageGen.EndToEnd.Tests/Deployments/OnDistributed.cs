namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Tests on one distributed platform, one after the other.</summary>
[CollectionDefinition]
public sealed class OnDistributed : ICollectionFixture<DistributedDeployment>;
