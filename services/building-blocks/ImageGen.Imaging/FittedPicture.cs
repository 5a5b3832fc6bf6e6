namespace ImageGen.Imaging;

/// <param name="ContentType"><c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record FittedPicture(byte[] Bytes, string ContentType, int Width, int Height);
