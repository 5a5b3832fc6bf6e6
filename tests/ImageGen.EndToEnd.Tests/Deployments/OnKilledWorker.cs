namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Runs after the others, by itself: its thirty workers, one after the other, take minutes where they share the machine.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class OnKilledWorker : ICollectionFixture<KilledWorkerDeployment>;
