namespace ImageGen.Contracts;

/// <summary>
/// Whose wish a cancel is. All of them stop what was not submitted; only a person's is passed on to the provider. A text and no
/// enumeration, so that a reader does not stumble over the reasons of a newer version.
/// </summary>
public static class CancelReason
{
    /// <summary>Somebody does not want it any more.</summary>
    public const string Person = "person";

    /// <summary>A deadline of the job has passed. Whatever was submitted is still wanted.</summary>
    public const string Deadline = "deadline";

    /// <summary>Another attempt fills these places. Whatever was submitted is still wanted.</summary>
    public const string Superseded = "superseded";
}
