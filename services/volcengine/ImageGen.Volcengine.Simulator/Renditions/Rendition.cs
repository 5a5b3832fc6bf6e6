namespace ImageGen.Volcengine.Simulator.Renditions;

/// <summary>What a caller asks of a finished picture, beyond the picture.</summary>
internal sealed record Rendition
{
    public VisibleLabel? Label { get; init; }

    public ContentMeta? Meta { get; init; }

    public PictureFormat Format { get; init; }
}

/// <summary>The file's format.</summary>
internal enum PictureFormat
{
    Png,
    Jpeg,
}

internal static class PictureFormats
{
    /// <summary>As in a media type, and as a file's ending.</summary>
    public static string Word(this PictureFormat format) => format == PictureFormat.Jpeg ? "jpeg" : "png";
}

/// <summary>The visible mark that says a machine made it.</summary>
internal sealed record VisibleLabel
{
    public Corner Corner { get; init; }

    public bool English { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>A text in the place of the usual one.</summary>
    public string? Text { get; init; }
}

/// <summary>Where the mark goes; the numbers are the provider's.</summary>
internal enum Corner
{
    BottomRight,
    BottomLeft,
    TopLeft,
    TopRight,
}

/// <summary>The mark inside the file.</summary>
internal sealed record ContentMeta(string? ContentProducer, string ProducerId, string? ContentPropagator, string? PropagateId);
