using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Settings;

/// <summary>
/// How veImageX is called. Its models are used where <see cref="ServiceId"/>, <see cref="Domain"/> and <see cref="Template"/> are set,
/// by the key pair of the Visual API.
/// </summary>
internal sealed class ImageXOptions
{
    public string Endpoint { get; set; } = ProviderApis.ImageX.Endpoint.Default!;

    public string Region { get; set; } = "cn-north-1";

    /// <summary>In the scope of the signature.</summary>
    public string Service { get; set; } = "imagex";

    public string Version { get; set; } = "2023-05-01";

    public string SubmitAction { get; set; } = "CreateCVImageGenerateTask";

    public string ResultAction { get; set; } = "GetCVImageGenerateTask";

    /// <summary>The action of the Visual API that it takes an order by.</summary>
    public string ModelSubmitAction { get; set; } = "CVSync2AsyncSubmitTask";

    /// <summary>The action of the Visual API that it asks for a result by.</summary>
    public string ModelResultAction { get; set; } = "CVSync2AsyncGetResult";

    public string ModelVersion { get; set; } = "2022-08-31";

    /// <summary>The image service that keeps the pictures.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>A domain bound to that service: the pictures are read from there.</summary>
    public string Domain { get; set; } = "";

    /// <summary>A processing template of that service.</summary>
    public string Template { get; set; } = "";

    public bool IsSet => ServiceId.Length > 0 && Domain.Length > 0 && Template.Length > 0;
}
