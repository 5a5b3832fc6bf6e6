namespace ImageGen.EndToEnd.Tests;

public sealed class StandaloneKill(StandaloneDeployment deployment) : KillEachProcess(deployment), IClassFixture<StandaloneDeployment>;
