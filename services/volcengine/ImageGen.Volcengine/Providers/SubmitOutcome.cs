using ImageGen.Contracts;

namespace ImageGen.Volcengine.Providers;

/// <summary>What became of a submission, as far as one can know.</summary>
internal abstract record SubmitOutcome
{
    private SubmitOutcome()
    {
    }

    /// <summary>The provider has it, and it will be billed if it succeeds.</summary>
    public sealed record Accepted(string TaskId, string? RequestId) : SubmitOutcome;

    /// <summary>A synchronous API has made the pictures: these, and those that arrived while the call went on.</summary>
    /// <param name="Error">Why places were left empty, where it said so.</param>
    public sealed record Delivered(IReadOnlyList<ProviderPicture> Pictures, string? RequestId, GenerationError? Error = null) : SubmitOutcome;

    /// <summary>Surely nothing reached the provider: it may go out again.</summary>
    public sealed record NotSent(GenerationError Error) : SubmitOutcome;

    /// <summary>The provider had no room and started nothing: it may go out again.</summary>
    public sealed record Throttled(GenerationError Error) : SubmitOutcome;

    /// <summary>The provider said no, and charged nothing.</summary>
    public sealed record Refused(GenerationError Error) : SubmitOutcome;

    /// <summary>The provider said itself that it failed before there was a task; not charged as far as it says.</summary>
    public sealed record ProviderFailed(GenerationError Error) : SubmitOutcome;

    /// <summary>It went out, and nobody can know what became of it.</summary>
    /// <param name="Answer">What came instead of an answer, for operators; null where nothing came.</param>
    public sealed record Unknown(string Reason, string? RequestId, string? Answer = null) : SubmitOutcome;
}
