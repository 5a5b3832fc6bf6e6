using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>What users may do who are not asking now: for what goes on in their name.</summary>
public interface IStanding
{
    /// <summary>Whether the user is still there and still makes and changes what the user or team with this id has. Looked up anew each time.</summary>
    /// <param name="space">Id of a user or a team.</param>
    /// <exception cref="ProblemException">503: it can not be looked up at the moment.</exception>
    Task<bool> MayWriteAsync(string userId, string space, CancellationToken cancellationToken);
}

/// <summary>How services ask the service of accounts.</summary>
public static class StandingCall
{
    public const string Path = "/internal/v1/standing";
}

public sealed record StandingAnswer(bool MayWrite);
