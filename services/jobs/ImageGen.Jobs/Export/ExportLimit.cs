using ImageGen.Catalogue;
using ImageGen.Jobs.Watch;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Export;

/// <summary>How many exports one caller may have at a time in this process: <c>Jobs:ExportsPerCaller</c>, 4 unless told otherwise.</summary>
internal sealed class ExportLimit(IConfiguration configuration)
{
    private readonly CallerPlaces places = new(configuration.GetValue("Jobs:ExportsPerCaller", 4));

    /// <exception cref="ProblemException">429.</exception>
    public IDisposable Take(string owner) =>
        places.TryTake(owner) ?? throw ProblemException.Of(429, ErrorCodes.TooManyExports).After(TimeSpan.FromSeconds(30));
}
