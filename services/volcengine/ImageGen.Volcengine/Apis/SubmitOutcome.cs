using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis;

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

    /// <summary>The provider can not have understood it, because it never had the whole of it: it may go out again.</summary>
    /// <param name="BodyLeft">Part of the body had left, so that it may be this request that does not get through; else there was no connection.</param>
    public sealed record NotSent(GenerationError Error, bool BodyLeft = false) : SubmitOutcome;

    /// <summary>The provider had no room and started nothing: it may go out again.</summary>
    /// <param name="TooFast">It counts requests in a second, not tasks at a time.</param>
    public sealed record Throttled(GenerationError Error, bool TooFast = false) : SubmitOutcome;

    /// <summary>The provider said no, and charged nothing.</summary>
    /// <param name="Of">What it does not want: where that is not the request, another account may do.</param>
    public sealed record Refused(GenerationError Error, RefusalOf Of = RefusalOf.Request) : SubmitOutcome;

    /// <summary>The provider said itself that it failed before there was a task; not charged as far as it says.</summary>
    public sealed record ProviderFailed(GenerationError Error) : SubmitOutcome;

    /// <summary>It went out, and nobody can know what became of it.</summary>
    /// <param name="Answer">What came instead of an answer, for operators; null where nothing came.</param>
    public sealed record Unknown(string Reason, string? RequestId, string? Answer = null) : SubmitOutcome;
}

internal enum RefusalOf
{
    /// <summary>The request itself: no other account would be told otherwise.</summary>
    Request,

    /// <summary>The account, for this model.</summary>
    Model,

    /// <summary>The account, for whatever it asks.</summary>
    Account,
}
