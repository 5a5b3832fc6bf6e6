namespace ImageGen.Catalogue;

/// <summary>What a model makes of what.</summary>
public enum ModelMode
{
    TextToImage,

    /// <summary>From one or more pictures and a prompt.</summary>
    ImageToImage,

    /// <summary>Paints anew what a mask marks.</summary>
    Inpaint,

    /// <summary>Paints on beyond a picture's edges.</summary>
    Outpaint,

    /// <summary>The same picture with more pixels.</summary>
    Upscale,
}
