namespace ImageGen.Volcengine.Tasks;

/// <summary>The fields by which tasks are found.</summary>
internal static class TaskFields
{
    public const string ReadyAt = "readyAt";
    public const string NextPollAt = "nextPollAt";
    public const string RecoverAt = "recoverAt";
    public const string PurgeAt = "purgeAt";
    public const string Rank = "rank";
    public const string WaitingModel = "waitingModel";
    public const string WaitingOwner = "waitingOwner";
    public const string InFlight = "inFlight";

    /// <returns>The value of <see cref="WaitingOwner"/>: what an owner waits for stands behind each other, and apart from what can wait longer.</returns>
    public static string LineOf(string owner, string priority) => priority == GenerationTask.Batch ? owner + " " + priority : owner;

    /// <returns>The value of <see cref="InFlight"/> of an account's tasks for a model.</returns>
    public static string InFlightOf(string credentialId, string model) => $"{credentialId} {model}";
}
