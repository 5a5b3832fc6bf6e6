using System.Collections.Frozen;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Messaging;

/// <summary>The messages there are, by their stable names.</summary>
public static class MessageTypes
{
    private static readonly FrozenDictionary<string, Type> ByName = new[]
    {
        typeof(GenerateImage), typeof(CancelGeneration), typeof(RefetchImages),
        typeof(GenerationStarted), typeof(GenerationDeferred), typeof(ImagesGenerated), typeof(GenerationUnknown), typeof(GenerationFailed), typeof(GenerationCanceled),
        typeof(ImageStored), typeof(ImageStoreFailed), typeof(ImageDelayed), typeof(JobChanged), typeof(ApisServed),
        typeof(BudgetThresholdReached), typeof(Audited), typeof(ImageReviewed),
        typeof(PurgeImages), typeof(ImagePurged),
    }.ToFrozenDictionary(type => type.Name);

    public static IReadOnlyCollection<Type> All => ByName.Values;

    public static string NameOf(Type type) =>
        ByName.ContainsKey(type.Name)
            ? type.Name
            : throw new ArgumentException($"{type.Name} is not a message of the contracts.", nameof(type));

    public static JsonElement Write(object message) => JsonSerializer.SerializeToElement(message, message.GetType(), DocumentJson.Options);

    /// <exception cref="InvalidOperationException">The entry's type is unknown: it was written by a newer version.</exception>
    public static object Read(OutboxEntry entry) =>
        ByName.TryGetValue(entry.Type, out var type)
            ? entry.Body.Deserialize(type, DocumentJson.Options)!
            : throw new InvalidOperationException($"The outbox holds a message of the unknown type {entry.Type}.");
}
