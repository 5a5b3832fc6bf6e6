namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Tests on one Standalone, one after the other.</summary>
[CollectionDefinition]
public sealed class OnStandalone : ICollectionFixture<StandaloneDeployment>;
