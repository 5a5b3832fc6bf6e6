namespace ImageGen.Volcengine.Simulator;

/// <summary>The settings in force, swapped as a whole.</summary>
internal sealed class SimulatorState(SimulatorOptions options)
{
    private volatile SimulatorSettings _settings = options.Settings;

    public SimulatorSettings Settings
    {
        get => _settings;
        set => _settings = value;
    }
}
