namespace ImageGen.ServiceDefaults;

/// <summary>
/// How many bytes a body may have. Each address takes <see cref="Default"/>, unless it says otherwise by a
/// <c>RequestSizeLimit</c> of its own; what is longer is answered 413 <c>body_too_large</c>.
/// </summary>
public static class BodyLimits
{
    /// <summary>1 MiB: a job with all that it may name.</summary>
    public const int Default = 1 << 20;

    /// <summary>16 KiB: what is asked of accounts, by people who are not known yet among others.</summary>
    public const int Small = 16 << 10;
}
