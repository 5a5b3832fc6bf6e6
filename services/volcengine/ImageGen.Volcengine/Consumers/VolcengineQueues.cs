namespace ImageGen.Volcengine.Consumers;

/// <summary>The queues of this module. Renaming one leaves what waits in it behind.</summary>
internal static class VolcengineQueues
{
    public const string GenerateImage = "volcengine-generate-image";
    public const string GenerateImageFault = "volcengine-generate-image-fault";
    public const string CancelGeneration = "volcengine-cancel-generation";
    public const string RefetchImages = "volcengine-refetch-images";
}
