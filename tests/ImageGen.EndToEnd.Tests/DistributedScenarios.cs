namespace ImageGen.EndToEnd.Tests;

public sealed class DistributedScenarios(DistributedDeployment deployment) : Scenarios(deployment), IClassFixture<DistributedDeployment>;
