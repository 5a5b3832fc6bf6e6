namespace ImageGen.Volcengine.Apis;

/// <summary>What the provider says when it is asked to stop a task. It is asked again until it has said yes or no.</summary>
internal enum CancelReply
{
    /// <summary>Nothing about the task: no network, a broken gateway, a refused signature.</summary>
    None,

    /// <summary>It was asked too often.</summary>
    Throttled,

    /// <summary>It took the wish. What that means for the bill it does not say.</summary>
    Taken,

    /// <summary>It does not stop this task, or none at all.</summary>
    Refused,
}
