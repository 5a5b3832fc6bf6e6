using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Watch;

/// <summary>How many streams one caller may have open in this process: <c>Jobs:StreamsPerCaller</c>, 1000 unless told otherwise.</summary>
internal sealed class StreamLimit(IConfiguration configuration)
{
    private readonly CallerPlaces places = new(configuration.GetValue("Jobs:StreamsPerCaller", 1000));

    /// <exception cref="ProblemException">429.</exception>
    public IDisposable Take(string owner) => places.TryTake(owner) ?? throw new ProblemException(
        429, "too_many_streams", FormattableString.Invariant($"You have {places.Most} event streams open, which is all you may have at a time: close some."))
    {
        Retryable = true,
        RetryAfter = TimeSpan.FromSeconds(30),
    };
}
