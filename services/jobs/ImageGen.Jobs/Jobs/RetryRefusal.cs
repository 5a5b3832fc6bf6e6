namespace ImageGen.Jobs;

internal enum RetryRefusal
{
    /// <summary>It has not ended and does not wait for a person.</summary>
    StillOpen,

    /// <summary>Every picture is stored.</summary>
    NothingMissing,

    /// <summary>Pictures are made and paid, and still being stored: a retry would pay for them again.</summary>
    PicturesArriving,

    /// <summary>A submission with an unknown outcome may be billed beside the new one, and nobody has agreed to that.</summary>
    PossibleCharge,
}
