namespace ImageGen.EndToEnd.Tests;

public sealed class StandaloneScenarios(StandaloneDeployment deployment) : Scenarios(deployment), IClassFixture<StandaloneDeployment>;
