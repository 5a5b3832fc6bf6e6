namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Tests on one distributed platform over a replica set, one after the other.</summary>
[CollectionDefinition]
public sealed class OnReplicaSet : ICollectionFixture<ReplicaSetDeployment>;
