namespace ImageGen.Storage.Formats;

internal enum PictureFormat
{
    Png,
    Jpeg,
    Webp,
}

internal static class PictureFormats
{
    public static string ContentType(this PictureFormat format) => format switch
    {
        PictureFormat.Png => "image/png",
        PictureFormat.Jpeg => "image/jpeg",
        _ => "image/webp",
    };
}
