namespace ImageGen.Volcengine.Simulator;

/// <summary>The invented key pair that the simulator knows when it is told no other.</summary>
public static class SimulatorCredentials
{
    /// <summary>The access key id.</summary>
    public const string AccessKey = "AKLTsimulatorSimulatorSimulator0000000001";

    /// <summary>The secret key. It protects nothing.</summary>
    public const string SecretKey = "SimulatorSecretKeyThatProtectsNothing000000000001==";
}
