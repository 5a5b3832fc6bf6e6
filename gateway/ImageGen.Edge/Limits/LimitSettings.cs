using System.Globalization;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Edge.Limits;

/// <summary>
/// How many requests a minute are let through, and how many at once after a quiet minute. 0 is no limit. Each gateway counts by itself.
/// </summary>
/// <param name="Address">All of one address, behind which a whole office may be, whoever asks.</param>
/// <param name="Anonymous">Writes of an address by which nobody is signed in: signing in itself, set-up, links for passwords.</param>
/// <param name="User">Calls of a user, by whatever sessions and keys.</param>
/// <param name="Key">Calls by one key, unless it has a rate of its own: a program that runs away leaves its user some.</param>
/// <param name="Pictures">Pictures that a user is sent.</param>
/// <param name="Streams">Event streams that a user opens.</param>
internal sealed record LimitSettings(int Address, int Anonymous, int User, int Key, int Pictures, int Streams)
{
    public const int Most = 1_000_000;

    /// <exception cref="ConfigurationException">One is no number, or out of its range.</exception>
    public static LimitSettings From(IConfiguration configuration)
    {
        return new LimitSettings(
            Read("Address", 60_000), Read("Anonymous", 60), Read("User", 6_000), Read("Key", 3_000), Read("Pictures", 12_000), Read("Streams", 120));

        int Read(string name, int standard) => configuration[$"Limits:{name}"] switch
        {
            null or "" => standard,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit <= Most => limit,
            var text => throw new ConfigurationException(
                $"IMAGEGEN_LIMIT_{name.ToUpperInvariant()} is '{text}'; it must be a number of requests a minute from 1 to {Most}, or 0 for no limit."),
        };
    }
}
