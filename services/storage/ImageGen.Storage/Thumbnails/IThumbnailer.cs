namespace ImageGen.Storage.Thumbnails;

internal interface IThumbnailer
{
    /// <summary>A WebP that carries the original's label.</summary>
    /// <returns>Null where this machine can not make it.</returns>
    byte[]? Make(Stream original, Variant variant);
}
