using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis;

/// <summary>What the provider says about a task it has accepted.</summary>
internal abstract record PollOutcome
{
    private PollOutcome()
    {
    }

    public sealed record Pending : PollOutcome;

    public sealed record Done(IReadOnlyList<ProviderPicture> Pictures, string? RequestId) : PollOutcome;

    /// <summary>There will be no picture.</summary>
    public sealed record Failed(GenerationError Error) : PollOutcome;

    /// <summary>The provider failed while it was asked; whether the task failed too shows when it is asked again.</summary>
    public sealed record Faulted(GenerationError Error) : PollOutcome;

    /// <summary>The account has no such task: it does not know it yet, or not any more.</summary>
    public sealed record NotFound : PollOutcome;

    public sealed record Expired : PollOutcome;

    /// <summary>
    /// This worker was not let in: its keys, its clock, or no key of the account at all. That says nothing about the task, nor about what
    /// another worker would hear.
    /// </summary>
    /// <param name="ByClock">The clock is wrong, so that it is let in by no account.</param>
    public sealed record NotLetIn(string Reason, bool ByClock = false) : PollOutcome;

    /// <summary>No answer about the task: no network, no room.</summary>
    /// <param name="Throttled">The provider was asked too often.</param>
    public sealed record Unavailable(string Reason, bool Throttled = false) : PollOutcome;
}
