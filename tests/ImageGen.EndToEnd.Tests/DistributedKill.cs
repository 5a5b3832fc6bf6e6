namespace ImageGen.EndToEnd.Tests;

public sealed class DistributedKill(DistributedDeployment deployment) : KillEachProcess(deployment), IClassFixture<DistributedDeployment>;
