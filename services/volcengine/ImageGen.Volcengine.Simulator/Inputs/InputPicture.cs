namespace ImageGen.Volcengine.Simulator.Inputs;

/// <summary>A picture that came with an order.</summary>
/// <param name="Sha256">Of the very bytes that arrived, hex; the name by which they are kept.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Mask">It says where another is to be repainted.</param>
internal sealed record InputPicture(string Sha256, int Bytes, int Width, int Height, bool Mask = false);
