namespace ImageGen.Storage.Consumers;

/// <summary>The queues of this module. A name never changes: messages wait in it while a new version starts.</summary>
internal static class StorageQueues
{
    public const string ImagesGenerated = "storage-images-generated";
}
