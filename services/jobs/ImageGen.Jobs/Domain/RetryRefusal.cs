namespace ImageGen.Jobs.Domain;

internal enum RetryRefusal
{
    /// <summary>It has not ended and does not wait for a person.</summary>
    StillOpen,

    /// <summary>Every picture is stored.</summary>
    NothingMissing,

    /// <summary>Every missing picture is still being made or stored: a retry would pay for it again.</summary>
    PicturesArriving,

    /// <summary>Earlier submissions may be billed beside the new ones, and nobody has agreed to that.</summary>
    PossibleCharge,
}
