using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>What is told where the request is right and our stores can not serve it now.</summary>
internal static class StoreProblem
{
    private static readonly TimeSpan UntilRoomIsMade = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilItAnswers = TimeSpan.FromSeconds(5);

    /// <returns>Null where it is none of these.</returns>
    public static ProblemException? From(Exception error) => error switch
    {
        _ when DiskFull.Is(error) => new ProblemException(
            StatusCodes.Status507InsufficientStorage, "insufficient_storage", "The server's disk is full: nothing new is taken until an operator has made room. What runs goes on.")
        { Retryable = true, RetryAfter = UntilRoomIsMade },
        // Of a store that was waited for as long as a caller may wait.
        TimeoutException => new ProblemException(
            StatusCodes.Status503ServiceUnavailable, "store_unavailable", "What is stored can not be reached at the moment.")
        { Retryable = true, RetryAfter = UntilItAnswers },
        _ => null,
    };
}
