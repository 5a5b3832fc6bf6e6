using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Volcengine.Tasks;

/// <summary>The failures that we find ourselves; those that the provider names are read where its APIs are.</summary>
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

    /// <summary>The queue deadline passed, and this worker does not know the model.</summary>
    public static GenerationError UnknownModel(string model) => new()
    {
        Code = ErrorCodes.UnknownModel,
        Message = $"No worker took it before its queue deadline, and this one does not know the model {model}. Bring the workers to the version of the API.",
        Retryable = true,
    };

    /// <summary>The queue deadline passed, and this worker has no key to submit it by.</summary>
    public static GenerationError NoCredential(string api) => new()
    {
        Code = ErrorCodes.CredentialsMissing,
        Message = $"No worker took it before its queue deadline, and this one has no key for the provider's API '{api}'. Nothing was submitted.",
        Retryable = true,
    };

    /// <param name="last">What became of the last try.</param>
    public static GenerationError BodyNotAccepted(GenerationError last) => last with
    {
        Code = ErrorCodes.BodyNotAccepted,
        Message = $"The request did not get through whole {ProtocolTimes.MostNotSent} times: {last.Message} "
            + "Use fewer or smaller pictures, or let larger requests through on the way to the provider.",
        Retryable = true,
    };

    public static GenerationError CommandFailed(string reason) => new()
    {
        Code = ErrorCodes.Internal,
        Message = $"The command could not be carried out: {reason}. Nothing was submitted.",
        Retryable = true,
    };
}
