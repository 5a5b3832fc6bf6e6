namespace ImageGen.Jobs.Domain;

/// <summary>What the cancel of an attempt came to.</summary>
internal enum Cancellation
{
    None,

    /// <summary>Asked for; the worker has not said yet.</summary>
    Pending,

    /// <summary>The worker says that nothing of this attempt was submitted.</summary>
    Stopped,

    /// <summary>A picture of this attempt was made, so it was billed.</summary>
    Charged,

    /// <summary>A submission had gone out without a picture that we know of; it may have been billed.</summary>
    Unknown,
}
