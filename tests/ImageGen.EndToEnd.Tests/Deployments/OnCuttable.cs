namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Tests on one distributed platform whose servers can be cut off, one after the other.</summary>
[CollectionDefinition]
public sealed class OnCuttable : ICollectionFixture<CuttableDeployment>;
