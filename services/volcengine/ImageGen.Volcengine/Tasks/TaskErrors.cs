using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Volcengine.Tasks;

/// <summary>The failures that we find ourselves; those of the provider are in its own folder.</summary>
internal static class TaskErrors
{
    public static GenerationError QueueDeadline { get; } = new()
    {
        Code = ErrorCodes.QueueDeadline,
        Message = "The job waited longer than its queue deadline and was never submitted. Nothing was billed; submit it again when there is room.",
        Retryable = true,
    };

    public static GenerationError ResultLost { get; } = new()
    {
        Code = ErrorCodes.Lost,
        Message = "The provider accepted the task but no longer knows it. It may have been billed; look for it in the provider's console.",
        Retryable = true,
    };

    public static GenerationError NoPicture { get; } = new()
    {
        Code = ErrorCodes.NotDelivered,
        Message = "The provider reported success but gave no picture for some places.",
        Retryable = true,
    };

    public static GenerationError UnknownModel(string model) => new()
    {
        Code = ErrorCodes.UnknownModel,
        Message = $"This worker does not know the model {model}. Bring the worker to the version of the API.",
    };

    public static GenerationError NoCredential(string api) => new()
    {
        Code = ErrorCodes.CredentialsMissing,
        Message = $"No key for the provider's API '{api}' is configured. Nothing was submitted.",
    };

    public static GenerationError CommandFailed(string reason) => new()
    {
        Code = ErrorCodes.Internal,
        Message = $"The command could not be carried out: {reason}. Nothing was submitted.",
        Retryable = true,
    };
}
