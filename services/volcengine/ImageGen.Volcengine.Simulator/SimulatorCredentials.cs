namespace ImageGen.Volcengine.Simulator;

/// <summary>The invented keys that the simulator knows when it is told no others. They protect nothing.</summary>
public static class SimulatorCredentials
{
    /// <summary>The access key id.</summary>
    public const string AccessKey = "AKLTsimulatorSimulatorSimulator0000000001";

    /// <summary>The secret key.</summary>
    public const string SecretKey = "SimulatorSecretKeyThatProtectsNothing000000000001==";

    /// <summary>An image service of veImageX.</summary>
    public const string ServiceId = "simulator01";

    /// <summary>The API key of Ark.</summary>
    public const string ArkApiKey = "00000000-simu-lato-rkey-000000000001";
}
