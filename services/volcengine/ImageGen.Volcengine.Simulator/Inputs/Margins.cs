namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>What is added around a picture: shares of its own height and width.</summary>
internal sealed record Margins(double Top, double Bottom, double Left, double Right)
{
    public static readonly Margins None = new(0, 0, 0, 0);
}
