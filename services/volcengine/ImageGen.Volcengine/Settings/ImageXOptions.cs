using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Settings;

/// <summary>
/// How veImageX is called. Its models are used where <see cref="ServiceId"/>, <see cref="Domain"/> and <see cref="Template"/> are set,
/// by the key pair of the Visual API.
/// </summary>
internal sealed class ImageXOptions
{
    /// <summary>An http or https address without a path. Default: veImageX in mainland China.</summary>
    public string Endpoint { get; set; } = ProviderApis.ImageX.Endpoint.Default!;

    /// <summary>In the scope of the signature. Default: the only region of the service.</summary>
    public string Region { get; set; } = "cn-north-1";

    /// <summary>The service's name in the scope of the signature.</summary>
    public string Service { get; set; } = "imagex";

    /// <summary>The version of <see cref="SubmitAction"/> and <see cref="ResultAction"/>, a date.</summary>
    public string Version { get; set; } = "2023-05-01";

    /// <summary>The action that orders pictures.</summary>
    public string SubmitAction { get; set; } = "CreateCVImageGenerateTask";

    /// <summary>The action that asks for a result.</summary>
    public string ResultAction { get; set; } = "GetCVImageGenerateTask";

    /// <summary>The action of the Visual API that <see cref="SubmitAction"/> wraps.</summary>
    public string ModelSubmitAction { get; set; } = "CVSync2AsyncSubmitTask";

    /// <summary>The action of the Visual API that <see cref="ResultAction"/> wraps.</summary>
    public string ModelResultAction { get; set; } = "CVSync2AsyncGetResult";

    /// <summary>The version of the two wrapped actions, a date.</summary>
    public string ModelVersion { get; set; } = "2022-08-31";

    /// <summary>The id of the image service that keeps the pictures. Default: none.</summary>
    public string ServiceId { get; set; } = "";

    /// <summary>A domain bound to <see cref="ServiceId"/>, without https://: the pictures are read from there. Default: none.</summary>
    public string Domain { get; set; } = "";

    /// <summary>A processing template of <see cref="ServiceId"/>. Default: none.</summary>
    public string Template { get; set; } = "";

    public bool IsSet => ServiceId.Length > 0 && Domain.Length > 0 && Template.Length > 0;
}
